import { headerLines } from "../header-lines.ts";
import { jsonContent, vtlText } from "../vtl-text.ts";

/** What `--envelope` adds to the body: the time, source IP, user agent and request id, and these headers. */
export interface Envelope {
  readonly headers: readonly string[];
}

const name = /^[\w.-]+$/;

/** Checks the names of headers; each counts once, in any case. Throws RangeError. */
export function envelopeOf(headers: readonly string[]): Envelope {
  const wrong = headers.find((one) => !name.test(one));
  if (wrong !== undefined) throw new RangeError(`"${wrong}" cannot be the name of a header.`);
  const first = new Map(headers.map((one) => [one.toLowerCase(), one]).reverse() as [string, string][]);
  return { headers: headers.filter((one) => first.get(one.toLowerCase()) === one) };
}

/** Velocity lines that set `$about` to what all records of a request share: the members of the JSON object after the body.
 * `receivedAt` is ISO 8601 with milliseconds; a missing header is null. */
export function aboutLines({ headers }: Envelope): readonly string[] {
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
    `#set($chosen = '')`,
    `#set($comma = '')`,
    ...headers.flatMap((header, index) => [
      text("value", `$!header${index}`),
      `#set($label = ${vtlText(header)})`,
      `#set($chosen = "$chosen$comma$q$label$q:$value")`,
      `#set($comma = ',')`,
    ]),
    `#set($about = "$about,\${q}headers\${q}:{$chosen}")`,
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
export function envelopeLines(body: string, encoding: "json" | "text" | "base64"): readonly string[] {
  const written = encoding === "json" ? body : jsonContent(body);
  const quote = encoding === "json" ? "" : "$q";
  return [
    `#set($written = ${written})`,
    `#set($data = "{\${q}body\${q}:${quote}$written${quote},\${q}encoding\${q}:\${q}${encoding}\${q},$about}")`,
  ];
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
