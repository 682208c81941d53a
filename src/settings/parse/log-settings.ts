import { UsageError } from "../../engine/errors.ts";

/** The days that CloudWatch Logs can keep log lines.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const retentionDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** `--log-retention`: days. */
export function logRetention(text: string, label: string): number {
  const days = /^\d+$/.test(text) ? Number(text) : NaN;
  if (retentionDays.includes(days)) return days;
  const longer = retentionDays.find((one) => one > days);
  throw new UsageError(
    `${label} takes a number of days that CloudWatch Logs knows, not "${text}".`,
    `It knows ${retentionDays.join(", ")}${longer === undefined ? "" : `; the next above ${days} is ${longer}`}.`,
  );
}

/** How API Gateway writes a line of the access log. `text` is undefined where only a tag remembers that there is an own format: then
 * what the stage has is left as it is. */
export type AccessLogFormat = { readonly type: "usual" } | { readonly type: "own"; readonly text: string | undefined };

/** What the tag says of an own format, which has characters that tags cannot hold. */
const OWN = "own";

/** The largest format, in bytes. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const LARGEST = 3_072;

/** `--access-log-format`: refuses what API Gateway would refuse. */
export function accessLogFormat(given: string, label: string): AccessLogFormat {
  if (/^(none|false|default|usual)$/i.test(given)) return { type: "usual" };
  if (given === OWN) return { type: "own", text: undefined };
  const format = given.replace(/\r?\n$/, "");
  const example = `Such as '$context.identity.sourceIp $context.status $context.requestId', in single quotes.`;
  if (/[\r\n]/.test(format)) throw new UsageError(`${label} has more than one line.`, "Write the format in one line.");
  if (!/\$context\.(requestId|extendedRequestId)(?![\w.])/.test(format))
    throw new UsageError(`${label} has neither $context.requestId nor $context.extendedRequestId.`, example);
  const other = /\$(?!context\.)\{?[A-Za-z][\w.]*/.exec(format)?.[0];
  if (other !== undefined)
    throw new UsageError(`${label} cannot have ${other}: an access log knows $context variables only.`, example);
  if (Buffer.byteLength(format) > LARGEST)
    throw new UsageError(`${label} is longer than ${LARGEST} bytes.`, "Leave some of its variables out.");
  return { type: "own", text: format };
}

/** What the state file remembers of a format. */
export function storedFormat(format: AccessLogFormat): string | false {
  return format.type === "usual" ? false : (format.text ?? OWN);
}

/** What the tag remembers of a format. */
export function formatTag({ type }: AccessLogFormat): string {
  return type === "usual" ? "none" : OWN;
}
