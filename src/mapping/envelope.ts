import { headerLines } from "./header-lines.ts";
import { jsonContent, vtlText } from "./vtl-text.ts";

/** What a record holds besides the body: always the time, source IP, user agent and request id; headers by choice. */
export interface Envelope {
  readonly headers: readonly string[];
}

const name = /^[\w.-]+$/;

/** Reads the names of headers for the envelope, each once whatever its case. Throws RangeError. */
export function envelopeOf(headers: readonly string[]): Envelope {
  const wrong = headers.find((one) => !name.test(one));
  if (wrong !== undefined) throw new RangeError(`"${wrong}" cannot be the name of a header.`);
  const first = new Map(headers.map((one) => [one.toLowerCase(), one]).reverse() as [string, string][]);
  return { headers: headers.filter((one) => first.get(one.toLowerCase()) === one) };
}

/** Velocity lines that set `$about` to the part of the envelope that is the same for each record of a request: members of a
 * JSON object, to stand behind the body's. `receivedAt` is in milliseconds since 1970; a header that is missing is null. */
export function aboutLines({ headers }: Envelope): readonly string[] {
  const variables = Object.fromEntries(headers.map((header, index) => [`header${index}`, header]));
  return [
    `#set($q = '"')`,
    ...headerLines(variables),
    text("agent", "$!context.identity.userAgent"),
    text("ip", "$!context.identity.sourceIp"),
    // $context.requestId is what the caller says in x-amzn-RequestId; this one is API Gateway's own.
    `#set($id = "$!context.extendedRequestId")`,
    `#if($id == "")#set($id = "$!context.requestId")#end`,
    text("requestId", "$id"),
    `#set($about = "\${q}receivedAt\${q}:$context.requestTimeEpoch,\${q}sourceIp\${q}:$ip,\${q}userAgent\${q}:$agent,\${q}requestId\${q}:$requestId")`,
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

/** Velocity lines that set `$data` to the whole envelope. `encoding` says what the body is: `json` (as it came, untouched),
 * `text` or `base64` (a string). The operand for `json` is JSON text, for the others plain text. */
export function envelopeLines(body: string, encoding: "json" | "text" | "base64"): readonly string[] {
  const written = encoding === "json" ? body : jsonContent(body);
  const quote = encoding === "json" ? "" : "$q";
  return [
    `#set($written = ${written})`,
    `#set($data = "{\${q}body\${q}:${quote}$written${quote},\${q}encoding\${q}:\${q}${encoding}\${q},$about}")`,
  ];
}

/** Sets the variable to a JSON string; null where there is no text. */
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
