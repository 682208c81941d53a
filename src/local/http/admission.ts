import type { Address } from "./address.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** AWS's own suffixes, by partition: nobody else can point such a name at this machine. */
const awsSuffixes = [
  "amazonaws.com",
  "amazonaws.com.cn",
  "api.aws",
  "api.amazonwebservices.com.cn",
  "amazonaws.eu",
  "c2s.ic.gov",
  "sc2s.sgov.gov",
  "csp.hci.ic.gov",
  "cloud.adc-e.uk",
];
const loopback =
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:127\.\d+\.\d+\.\d+\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/;
const literal = /^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])$/;
const wildcards = ["0.0.0.0", "[::]"];

/** The refusal of a request from a web page: signatures are not checked, so a page in a browser on this machine must not call.
 * `isInvited`: the service lets the page call. `listening` holds the name and the address that this server listens on. */
export function notAdmitted(
  request: WireRequest,
  address: Address,
  listening: readonly string[],
  isInvited: (request: WireRequest, address: Address) => boolean = () => false,
): WireResponse | undefined {
  // A custom domain name is one that was made here, and leads to deployed APIs alone.
  if (address.type === "invoke" && address.domain !== undefined) return undefined;
  // Browsers always send the host. A foreign name is a page's own, pointed at this machine (DNS rebinding).
  const stranger = strangerIn(request.headers["host"], listening);
  if (stranger !== undefined) {
    return refused(`This local AWS does not answer to the host "${stranger}": use ${listening[0]} or localhost.`);
  }
  // A deployed API may be meant for browsers, and decides by itself.
  if (address.type === "invoke") return undefined;
  const { origin, "sec-fetch-site": site } = request.headers;
  const foreign =
    (site !== undefined && site !== "none" && site !== "same-origin") ||
    (origin !== undefined &&
      origin.toLowerCase() !== `http://${request.headers["host"]?.split(", ")[0]?.toLowerCase()}`);
  if (!foreign || (origin !== undefined && isInvited(request, address))) return undefined;
  return refused("This local AWS does not answer to web pages; only invoke URLs do.");
}

let lastOwn: { readonly host: string; readonly listening: readonly string[] } | undefined;

/** The first host of the header that is not ours. The last good header is known: most requests have the same. */
function strangerIn(header: string | undefined, listening: readonly string[]): string | undefined {
  if (header === undefined || (lastOwn?.host === header && lastOwn.listening === listening)) return undefined;
  const stranger = header.split(", ").find((host) => !isOurs(host, listening));
  if (stranger === undefined) lastOwn = { host: header, listening };
  return stranger;
}

function isOurs(host: string, listening: readonly string[]): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  if (loopback.test(name) || name.endsWith(".localhost")) return true;
  if (awsSuffixes.some((suffix) => name.endsWith(`.${suffix}`))) return true;
  const named = listening.map((one) => bracketed(one.toLowerCase()));
  // Where all addresses of the machine are meant, so are names of a private network, such as a container's: a public one has
  // a dot.
  const everywhere = named.some((one) => wildcards.includes(one));
  return named.includes(name) || (everywhere && (literal.test(name) || !name.includes(".")));
}

function bracketed(address: string): string {
  return address.includes(":") && !address.startsWith("[") ? `[${address}]` : address;
}

function refused(message: string): WireResponse {
  return { status: 403, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ message }) };
}
