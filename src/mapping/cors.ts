import { headerLines } from "./header-lines.ts";
import { vtlText } from "./vtl-text.ts";

/** Which web pages may use the endpoint. */
export interface Cors {
  /** As browsers send them, such as `https://app.example.com`; `["*"]` for all. */
  readonly origins: readonly string[];
  /** Pages may send cookies and certificates along, as `sendBeacon` always does. Never with `*`: browsers refuse that. */
  readonly credentials: boolean;
}

interface CorsSettings {
  readonly cors: readonly string[] | undefined;
  readonly corsCredentials: boolean | undefined;
}

/** The kinds of API Gateway's own refusals. */
export const REFUSALS = ["DEFAULT_4XX", "DEFAULT_5XX"] as const;

/** A gateway response, as PutGatewayResponse takes it. */
export interface GatewayResponseMapping {
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

const allowOrigin = "Access-Control-Allow-Origin";
const allowCredentials: Readonly<Record<string, string>> = { "Access-Control-Allow-Credentials": "true" };
/** Headers that browsers ask about before they send them, and that an endpoint reads. */
const usualHeaders = [
  "Content-Type",
  "Content-Encoding",
  "X-Api-Key",
  "Authorization",
  "X-Amz-Date",
  "X-Amz-Security-Token",
];

/** Checks origins; `*` is all. Throws RangeError for anything but scheme, host and port. */
export function corsOf(origins: readonly string[], credentials = false): Cors {
  if (origins.length === 0) throw new RangeError("CORS needs an origin, such as https://app.example.com, or *.");
  const wrong = origins.find((one) => one !== "*" && !isOrigin(one));
  if (wrong !== undefined)
    throw new RangeError(
      `"${wrong}" is not an origin: scheme, host and port only, such as https://app.example.com, or *.`,
    );
  return { origins: origins.includes("*") ? ["*"] : [...new Set(origins)], credentials };
}

/** The CORS of a proxy's settings; undefined for none. */
export function corsIn({ cors: origins = [], corsCredentials: credentials = false }: CorsSettings): Cors | undefined {
  return origins.length === 0 ? undefined : { origins, credentials };
}

/** The names of the headers that each method response declares. */
export function corsHeaders(cors: Cors | undefined): readonly string[] {
  return Object.keys(answerHeaders(cors));
}

/** Parameters of each integration response. A single origin is a constant; of several, the template names the page's own. */
export function corsParameters(cors: Cors | undefined): Readonly<Record<string, string>> {
  return responseParameters(answerHeaders(cors));
}

/** Velocity lines of each response template: of several origins they name the page's own, if it is one of them. */
export function corsLines(cors: Cors | undefined): readonly string[] {
  if (cors === undefined || cors.origins.length < 2) return [];
  return [
    ...headerLines({ origin: "Origin" }),
    `#if(${cors.origins.map((one) => `$origin == ${vtlText(one)}`).join(" || ")})`,
    `#set($context.responseOverride.header['${allowOrigin}'] = $origin)`,
    `#end`,
  ];
}

/** The headers that answer a preflight: `methods` are those of the routes on its path, `read` the headers that they look at besides
 * the usual ones, such as the one with the partition key, and `own` those that pages send for reasons of their own. */
export function preflightHeaders(
  cors: Cors,
  methods: readonly string[],
  read: readonly string[] = [],
  own: readonly string[] = [],
): Readonly<Record<string, string>> {
  const known = [...new Set([...usualHeaders, ...read])];
  const named = new Set(known.map((name) => name.toLowerCase()));
  return {
    ...staticHeaders(cors),
    "Access-Control-Allow-Methods": [...methods, "OPTIONS"].join(","),
    "Access-Control-Allow-Headers": [...known, ...own.filter((name) => !named.has(name.toLowerCase()))].join(","),
    "Access-Control-Max-Age": "600",
  };
}

/** The gateway responses that let pages read API Gateway's own refusals, by type; none without CORS. Their templates cannot choose
 * among several origins, so any page may read them: they hold nothing secret. */
export function gatewayResponses(cors: Cors | undefined): Readonly<Record<string, GatewayResponseMapping>> {
  if (cors === undefined) return {};
  const one: GatewayResponseMapping = {
    responseParameters: refusalParameters(cors),
    responseTemplates: { "application/json": `{"message":$context.error.messageString}` },
  };
  return Object.fromEntries(REFUSALS.map((type) => [type, one]));
}

function refusalParameters({ origins: [first = "*", ...more], credentials }: Cors): Readonly<Record<string, string>> {
  const constants = (headers: Readonly<Record<string, string>>) => parameters("gatewayresponse.header", headers);
  if (!credentials) return constants({ [allowOrigin]: more.length === 0 ? first : "*" });
  if (more.length === 0) return constants({ [allowOrigin]: first, ...allowCredentials });
  // With credentials * does not count, so the page's own origin comes back. Browsers write the header in lower case over HTTP/2,
  // and AWS does not say whether the name may differ in case.
  return {
    ...constants({ Vary: "Origin", ...allowCredentials }),
    [`gatewayresponse.header.${allowOrigin}`]: "method.request.header.origin",
  };
}

/** Pages can read Retry-After only when it is exposed to them. */
function answerHeaders(cors: Cors | undefined): Readonly<Record<string, string>> {
  return cors === undefined ? {} : { ...staticHeaders(cors), "Access-Control-Expose-Headers": "Retry-After" };
}

function staticHeaders(cors: Cors | undefined): Readonly<Record<string, string>> {
  if (cors === undefined) return {};
  const [first = "*", ...more] = cors.origins;
  // Caches must not serve one page's answer to another.
  const origin = more.length === 0 ? { [allowOrigin]: first } : { Vary: "Origin" };
  return cors.credentials ? { ...origin, ...allowCredentials } : origin;
}

/** These headers as the parameters of an integration response. */
export function responseParameters(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return parameters("method.response.header", headers);
}

function parameters(prefix: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}.${name}`, `'${value}'`]));
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[\w.:[\]-]+$/.test(text)) return false;
  return URL.canParse(text) && new URL(text).origin === text;
}
