import { headerLines } from "../header-lines.ts";
import { headerNames } from "../header-names.ts";
import { pairLines, queryMemberLines } from "./query-members.ts";
import { jsonContent, vtlText } from "../vtl-text.ts";

/** What `--envelope` adds to the body: the time, source IP, user agent and request id, and these headers. */
export interface Envelope {
  readonly headers: readonly string[];
}

/** How an envelope holds a body that is text: JSON as the value that it is, or the exact text as a string or as base64. Bytes are
 * base64 in each. */
export const envelopeBodies = ["parsed", "text", "base64"] as const;
export type EnvelopeBody = (typeof envelopeBodies)[number];

/** What an envelope can hold besides the body: of the request, in the order in which it does, and the record's partition key. */
export const envelopeParts = ["method", "path", "query", "headers", "key"] as const;
export type EnvelopePart = (typeof envelopeParts)[number];

/** Checks the names of headers; each counts once, in any case. Throws RangeError. */
export function envelopeOf(headers: readonly string[]): Envelope {
  return { headers: headerNames(headers) };
}

/** Velocity lines that set `$about` to what all records of a request share: the members of the JSON object after the body.
 * `receivedAt` is ISO 8601 with milliseconds; a missing header is null. Lines for what is not included stay away, so that a template
 * without it is the one that it always was. */
export function aboutLines(
  { headers }: Envelope,
  {
    envelopeInclude: include = [],
    hiddenQuery,
  }: { readonly envelopeInclude?: readonly EnvelopePart[]; readonly hiddenQuery?: string | undefined } = {},
): readonly string[] {
  const variables = Object.fromEntries(headers.map((header, index) => [`header${index}`, header]));
  return [
    `#set($q = '"')`,
    ...headerLines(variables),
    text("agent", "$!context.identity.userAgent"),
    text("ip", "$!context.identity.sourceIp"),
    // Senders can choose $context.requestId, by x-amzn-RequestId; this one is API Gateway's own.
    `#set($id = "$!context.extendedRequestId")`,
    `#if($id == "")#set($id = "$!context.requestId")#end`,
    text("requestId", "$id"),
    ...receivedAtLines,
    `#set($about = "\${q}receivedAt\${q}:$receivedAt,\${q}sourceIp\${q}:$ip,\${q}userAgent\${q}:$agent,\${q}requestId\${q}:$requestId")`,
    ...(include.includes("method") ? memberLines("method", "$!context.httpMethod") : []),
    ...(include.includes("path") ? memberLines("path", "$!context.path") : []),
    ...(include.includes("query") ? queryLines(hiddenQuery) : []),
    `#set($chosen = '')`,
    `#set($comma = '')`,
    ...headers.flatMap((header, index) => [
      text("value", `$!header${index}`),
      `#set($label = ${vtlText(header)})`,
      `#set($chosen = "$chosen$comma$q$label$q:$value")`,
      `#set($comma = ',')`,
    ]),
    ...(include.includes("headers") ? otherHeaderLines(headers) : []),
    `#set($about = "$about,\${q}headers\${q}:{$chosen}")`,
  ];
}

/** Adds a member with this text, or null, to `$about`. */
function memberLines(label: string, reference: string): readonly string[] {
  return [text("value", reference), `#set($about = "$about,\${q}${label}\${q}:$value")`];
}

/** Adds the query's parameters, decoded, to `$about`. API Gateway shows templates the last value of a repeated one. */
const queryLines = (hidden: string | undefined): readonly string[] => [
  ...queryMemberLines(hidden),
  `#set($about = "$about,\${q}query\${q}:{$query}")`,
];

/** What a record does not hold of "all headers": they are credentials. To have one, name it. */
const credentials = [
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "x-amz-security-token",
  "x-amz-firehose-access-key",
];

/** Adds to `$chosen` the headers without those that are chosen by name, each under its name in lower case: senders and proxies
 * on the way write them as they like. */
function otherHeaderLines(chosen: readonly string[]): readonly string[] {
  const left = [...new Set([...chosen.map((one) => one.toLowerCase()), ...credentials])];
  return [
    `#set($left = [${left.map((one) => `'${one}'`).join(",")}])`,
    `#set($headers = $input.params().get('header'))`,
    `#set($others = {})`,
    `#foreach($name in $headers.keySet())`,
    `#set($lower = $name.toLowerCase())`,
    `#if(!$left.contains($lower))#set($before = $others.put($lower, "$!headers.get($name)"))#end`,
    `#end`,
    `#foreach($name in $others.keySet())`,
    ...pairLines("chosen", "$name", "$!others.get($name)"),
    `#end`,
  ];
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Sets `$receivedAt` to a JSON string such as `"2015-04-09T12:34:56.123Z"`, made of `09/Apr/2015:12:34:56 +0000`, which is always in
 * UTC, and the milliseconds since 1970. Where the time has another form, it is those milliseconds alone. */
const receivedAtLines: readonly string[] = [
  `#set($epoch = "$!context.requestTimeEpoch")`,
  `#set($time = "$!context.requestTime")`,
  `#set($months = {${months.map((name, index) => `"${name}":"${String(index + 1).padStart(2, "0")}"`).join(",")}})`,
  `#set($receivedAt = "$epoch")`,
  `#if($time.matches('\\d\\d/[A-Z][a-z][a-z]/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+]0000') && $epoch.matches('\\d{13}'))`,
  `#set($month = $months.get($time.substring(3, 6)))`,
  `#set($day = "\${time.substring(7, 11)}-\${month}-\${time.substring(0, 2)}")`,
  `#set($receivedAt = "$q\${day}T\${time.substring(12, 20)}.\${epoch.substring(10)}Z$q")`,
  `#end`,
];

/** Velocity lines that set `$data` to the whole envelope. `body` is a Velocity operand: JSON text for `json`, which is kept as it is, or
 * plain text for `text` and `base64`, which become a JSON string. */
export function envelopeLines(
  body: string,
  encoding: "json" | "text" | "base64",
  { envelopeInclude: include = [] }: { readonly envelopeInclude?: readonly EnvelopePart[] } = {},
): readonly string[] {
  // `$key` is escaped for a JSON string.
  const key = include.includes("key") ? ",${q}partitionKey${q}:$q$key$q" : "";
  const written = encoding === "json" ? body : jsonContent(body);
  const quote = encoding === "json" ? "" : "$q";
  return [
    `#set($written = ${written})`,
    `#set($data = "{\${q}body\${q}:${quote}$written${quote},\${q}encoding\${q}:\${q}${encoding}\${q},$about${key}}")`,
  ];
}

/** Velocity lines that set `$data` to an envelope with the exact text of a Velocity operand. */
export function exactEnvelopeLines(
  body: string,
  as: "text" | "base64",
  settings: { readonly envelopeInclude?: readonly EnvelopePart[] } = {},
): readonly string[] {
  return envelopeLines(as === "text" ? body : `$util.base64Encode(${body})`, as, settings);
}

/** Sets the variable to a JSON string, or to null for no text. */
function text(variable: string, reference: string): string {
  return [
    `#set($${variable} = 'null')`,
    `#set($plain = "${reference}")`,
    `#if($plain != "")`,
    `#set($plain = ${jsonContent("$plain")})`,
    `#set($${variable} = "$q$plain$q")`,
    `#end`,
  ].join("\n");
}
