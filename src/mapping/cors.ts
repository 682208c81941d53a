import { headerLines } from "./header-lines.ts";
import type { ResponseMapping } from "./response/response-mapping.ts";
import { vtlText } from "./vtl-text.ts";

/** Which web pages may use the endpoint. */
export interface Cors {
  /** As browsers send them, such as `https://app.example.com`; `["*"]` for all. */
  readonly origins: readonly string[];
}

/** The route that answers the browser's question before a request: OPTIONS, answered by a MOCK integration. */
export interface Preflight {
  readonly httpMethod: "OPTIONS";
  readonly requestTemplates: Readonly<Record<string, string>>;
  /** Integration responses by status; each is declared with `headers`. */
  readonly responses: Readonly<Record<string, ResponseMapping>>;
  readonly headers: readonly string[];
}

/** A gateway response, as PutGatewayResponse takes it. */
export interface GatewayResponseMapping {
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

const allowOrigin = "Access-Control-Allow-Origin";
/** What a browser must ask about before it sends it, and this endpoint reads. */
const usualHeaders = [
  "Content-Type",
  "Content-Encoding",
  "X-Api-Key",
  "Authorization",
  "X-Amz-Date",
  "X-Amz-Security-Token",
];

/** Reads origins, `*` for all. Throws RangeError for anything but scheme, host and port. */
export function corsOf(origins: readonly string[]): Cors {
  if (origins.length === 0) throw new RangeError("CORS needs an origin, such as https://app.example.com, or *.");
  const wrong = origins.find((one) => one !== "*" && !isOrigin(one));
  if (wrong !== undefined)
    throw new RangeError(
      `"${wrong}" is not an origin: scheme, host and port only, such as https://app.example.com, or *.`,
    );
  return { origins: origins.includes("*") ? ["*"] : [...new Set(origins)] };
}

/** The names of the headers that each method response has to declare. */
export function corsHeaders(cors: Cors | undefined): readonly string[] {
  return Object.keys(answerHeaders(cors));
}

/** Response parameters for each integration response. One origin is always named; of several, a template names the caller's. */
export function corsParameters(cors: Cors | undefined): Readonly<Record<string, string>> {
  return parameters("method.response.header", answerHeaders(cors));
}

/** Velocity lines for each response template: with several origins they answer with the caller's, if it is one of them. */
export function corsLines(cors: Cors | undefined): readonly string[] {
  if (cors === undefined || cors.origins.length < 2) return [];
  return [
    ...headerLines({ origin: "Origin" }),
    `#if(${cors.origins.map((one) => `$origin == ${vtlText(one)}`).join(" || ")})`,
    `#set($context.responseOverride.header['${allowOrigin}'] = $origin)`,
    `#end`,
  ];
}

/** The preflight route; `headers` are those that requests carry besides the usual ones, such as the one with the key. */
export function preflight(cors: Cors, headers: readonly string[] = []): Preflight {
  const all = {
    ...staticHeaders(cors),
    "Access-Control-Allow-Methods": "POST,OPTIONS",
    "Access-Control-Allow-Headers": [...new Set([...usualHeaders, ...headers])].join(","),
    "Access-Control-Max-Age": "600",
  };
  const template = [...corsLines(cors), `#set($nothing = "")`].join("\n");
  return {
    httpMethod: "OPTIONS",
    requestTemplates: { "application/json": `{"statusCode": 200}` },
    responses: {
      "200": {
        selectionPattern: "",
        headers: parameters("method.response.header", all),
        contentHandling: "CONVERT_TO_TEXT",
        templates: { "application/json": template },
      },
    },
    headers: Object.keys(all),
  };
}

/** What API Gateway's own refusals need so that a page may read them, by gateway response type. They have no templates that
 * could choose among several origins; there is nothing in them that one page may know and another may not. */
export function gatewayResponses({
  origins,
}: Cors): Readonly<Record<"DEFAULT_4XX" | "DEFAULT_5XX", GatewayResponseMapping>> {
  const [first = "*", ...more] = origins;
  const one: GatewayResponseMapping = {
    responseParameters: parameters("gatewayresponse.header", { [allowOrigin]: more.length === 0 ? first : "*" }),
    responseTemplates: { "application/json": `{"message":$context.error.messageString}` },
  };
  return { DEFAULT_4XX: one, DEFAULT_5XX: one };
}

/** A page learns when to try again only from a header that is exposed to it. */
function answerHeaders(cors: Cors | undefined): Readonly<Record<string, string>> {
  return cors === undefined ? {} : { ...staticHeaders(cors), "Access-Control-Expose-Headers": "Retry-After" };
}

function staticHeaders(cors: Cors | undefined): Readonly<Record<string, string>> {
  if (cors === undefined) return {};
  const [first = "*", ...more] = cors.origins;
  // Caches must not give one page's answer to another.
  return more.length === 0 ? { [allowOrigin]: first } : { Vary: "Origin" };
}

function parameters(prefix: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}.${name}`, `'${value}'`]));
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[\w.:[\]-]+$/.test(text)) return false;
  return URL.canParse(text) && new URL(text).origin === text;
}
