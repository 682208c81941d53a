import { BlockList, isIP } from "node:net";
import { UsageError } from "../../engine/errors.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** The proxy through which the environment wants `https:` URLs to be asked (HTTPS_PROXY, else ALL_PROXY, in capitals or not, but for
 * NO_PROXY); undefined for none. Never for this machine, nor for `http:` URLs: these are emulators. Throws UsageError. */
export function proxyFor(url: URL, env: Env): URL | undefined {
  const [name, value] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    .map((one) => [one, env[one]?.trim()] as const)
    .find(([, text]) => text) ?? ["", undefined];
  if (value === undefined || url.protocol !== "https:") return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (isLoopback(host) || isSpared(host, url.port || "443", env["no_proxy"] || env["NO_PROXY"] || "")) return undefined;
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol) || proxy.hostname === "")
    throw new UsageError(
      `${name} is not the address of an HTTP proxy.`,
      "It looks like http://proxy.example.com:3128.",
    );
  return proxy;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Does NO_PROXY name the host? Entries are parted by commas or spaces: `*`, a domain (with all below it, also written `.domain` or
 * `*.domain`), an address, a range such as 10.0.0.0/8; each may end with a port. */
function isSpared(host: string, port: string, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      if (entry.includes("/")) return isWithin(host, entry);
      const [, name = "", only] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
      if (only !== undefined && only !== port) return false;
      const domain = name.replace(/^\*?\./, "");
      return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
    });
}

function isWithin(host: string, range: string): boolean {
  const [network = "", bits = ""] = range.split("/");
  const [family, other] = [isIP(host), isIP(network)];
  if (family === 0 || family !== other || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const block = new BlockList();
  block.addSubnet(network, Number(bits), type);
  return block.check(host, type);
}

/** The host and port of the proxy on the way to AWS in the region, without its password; undefined for none. */
export function proxyName(region: string, env: Env): string | undefined {
  return proxyFor(new URL(`https://kinesis.${region}.amazonaws.com`), env)?.host;
}
