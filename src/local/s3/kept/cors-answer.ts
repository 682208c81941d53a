import type { XmlMembers, XmlValue } from "../xml/write-xml.ts";

/** What tells of a page that calls: the request's method and headers, by lower-case name. */
export interface FromPage {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a bucket's rules answer a page. */
export interface CorsAnswer {
  /** The page's origin is named, or a domain above it: `https://*.example.com`. What fits pages of anybody names nobody. */
  readonly isNamed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Without a wildcard, or with one before two labels at least. */
const namesDomain = /^(?:[^*]*|[^*]*\*\.[^.*]+\.[^*]+)$/;

/** What the first rule that takes the origin, the method and the headers asked for answers; undefined when none does. */
export function corsAnswer(rules: XmlMembers | undefined, { method, headers }: FromPage): CorsAnswer | undefined {
  const { origin, "access-control-request-method": asked = method } = headers;
  if (origin === undefined) return undefined;
  const wanted = listed(headers["access-control-request-headers"]?.toLowerCase());
  const rule = list(rules?.["CORSRule"]).find(
    (one) =>
      texts(one["AllowedMethod"]).includes(asked) &&
      texts(one["AllowedOrigin"]).some((pattern) => fits(pattern, origin)) &&
      wanted.every((name) => texts(one["AllowedHeader"]).some((pattern) => fits(pattern.toLowerCase(), name))),
  );
  if (rule === undefined) return undefined;
  const origins = texts(rule["AllowedOrigin"]);
  const isOpen = origins.includes("*");
  const exposed = texts(rule["ExposeHeader"]);
  return {
    isNamed: origins.some((pattern) => namesDomain.test(pattern) && fits(pattern, origin)),
    headers: {
      "Access-Control-Allow-Origin": isOpen ? "*" : origin,
      "Access-Control-Allow-Methods": texts(rule["AllowedMethod"]).join(", "),
      ...(wanted.length > 0 ? { "Access-Control-Allow-Headers": wanted.join(", ") } : {}),
      ...(exposed.length > 0 ? { "Access-Control-Expose-Headers": exposed.join(", ") } : {}),
      ...(rule["MaxAgeSeconds"] === undefined ? {} : { "Access-Control-Max-Age": String(rule["MaxAgeSeconds"]) }),
      ...(isOpen ? {} : { "Access-Control-Allow-Credentials": "true" }),
      Vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    },
  };
}

function listed(header = ""): readonly string[] {
  return header
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** A pattern has one `*` at most. */
function fits(pattern: string, text: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function list(value: XmlValue): readonly XmlMembers[] {
  return Array.isArray(value) ? (value as readonly XmlMembers[]) : [];
}

function texts(value: XmlValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
