import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Throws when the built program is missing or older than its source: a journey would try what the code was, not what it is. */
export function requireFreshBuild(): void {
  // The build writes it last.
  const built = modified(join(root, "dist/help.txt"));
  const newer = sources().find((path) => modified(path) > built);
  if (newer !== undefined)
    throw new Error(`dist/ is missing or older than ${newer.slice(root.length)}: run "npm run build" first.`);
}

function sources(): readonly string[] {
  const folder = join(root, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path));
}

/** Milliseconds since 1970; 0 for a file that does not exist. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
