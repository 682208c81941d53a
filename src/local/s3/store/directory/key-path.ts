/** Where the object of a key lies below its bucket's folder: `/` between names, none of which leads elsewhere. Most keys are their own
 * path. In a name, characters that file systems or terminals trip over are percent-encoded, as `%` itself is; an empty name is
 * `%_`; a name too long for a file system goes on behind `%+/`. No two keys have the same path; with `caseless`, for file systems
 * that take `A` for `a`, not even there. */
export function pathOf(key: string, caseless = false): string {
  return key
    .split("/")
    .map((name) => chunks(name, caseless ? oddWhereCaseless : odd).join(goesOn))
    .join("/");
}

/** The key of a path. */
export function keyOf(path: string): string {
  return path.replace(/%=$/, "").replaceAll(goesOn, "").split("/").map(nameOf).join("/");
}

/** The path of an object whose own path is a folder, since its key is a prefix of others. */
export function besideFolder(path: string): string {
  return `${path}%=`;
}

const goesOn = "%+/";
const emptyName = "%_";
// Names have 255 bytes at most.
const longest = 200;
// oxlint-disable-next-line no-control-regex -- those are the ones
const odd = /[\u0000-\u001F\u007F%\\]/;
const oddWhereCaseless = /[^a-z0-9 !#$&'()+,\-.;=@^_`{}~]/;

function chunks(name: string, escaped: RegExp): readonly string[] {
  if (name === "") return [emptyName];
  const found: string[] = [];
  let [chunk, bytes] = ["", 0];
  for (const char of name) {
    const written = escaped.test(char) ? percentEncoded(char) : char;
    const more = Buffer.byteLength(written);
    if (bytes + more > longest) {
      found.push(chunk);
      [chunk, bytes] = ["", 0];
    }
    chunk += written;
    bytes += more;
  }
  return [...found, chunk].map((one) => (one === "." || one === ".." ? `%2E${one.slice(1)}` : one));
}

function percentEncoded(char: string): string {
  return [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

function nameOf(written: string): string {
  if (written === emptyName) return "";
  if (!written.includes("%")) return written;
  return written.replace(/(?:%[0-9A-F]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
