import { UsageError } from "../../../engine/errors.ts";
import { shellWord } from "../../../engine/shell-word.ts";

/** The streams that a command reads, as asked: the proxy's own, those with these names or patterns, or the one with this ARN. */
export type AskedStreams =
  | { readonly type: "proxy" }
  | { readonly type: "names"; readonly names: readonly string[]; readonly patterns: boolean }
  | { readonly type: "arn"; readonly arn: string; readonly region: string };

/** Parses --stream-name and --stream-arn. Throws a UsageError for what names no stream. */
export function streamsOf(
  names: readonly string[] | undefined,
  arn: string | undefined,
  region: string | undefined,
): AskedStreams {
  if (names !== undefined && arn !== undefined)
    throw new UsageError("--stream-name and --stream-arn exclude each other.", "Leave one of them out.");
  if (arn !== undefined) return fromArn(arn, region);
  if (names === undefined) return { type: "proxy" };
  for (const name of names)
    if (!/^[\w.*?[\]!-]{1,128}$/.test(name))
      throw new UsageError(
        `--stream-name "${name}" is neither the name of a stream nor a pattern.`,
        name.startsWith("arn:")
          ? `An ARN goes with --stream-arn: --stream-arn ${shellWord(name)}`
          : "Names have letters, digits, dots, hyphens and underscores; a pattern has * or ?, in quotes: 'orders-*'.",
      );
  const unique = [...new Set(names)];
  return { type: "names", names: unique, patterns: unique.some(isPattern) };
}

const arnForm = /^arn:[\w-]+:kinesis:([a-z0-9-]+):\d{12}:stream\/[\w.-]{1,128}$/;

function fromArn(arn: string, region: string | undefined): AskedStreams {
  const there = arnForm.exec(arn)?.[1];
  if (there === undefined)
    throw new UsageError(
      `--stream-arn "${arn}" is not the ARN of a stream.`,
      "It looks like arn:aws:kinesis:eu-west-1:111122223333:stream/orders.",
    );
  if (region !== undefined && region !== there)
    throw new UsageError(`The stream ${arn} is in ${there}, not in ${region}.`, "Leave --region out.");
  return { type: "arn", arn, region: there };
}

/** The options of a session for these streams: what names them is no setting of the proxy. */
export function readPlace(streams: AskedStreams) {
  const none = { streamName: undefined, streamArn: undefined };
  return streams.type === "arn" ? { ...none, region: streams.region } : none;
}

/** Has the name a character that no stream's name has? */
export function isPattern(name: string): boolean {
  return /[*?[\]!]/.test(name);
}

/** A test by a pattern as shells have it: `*`, `?`, and `[abc]`, `[a-z]` or `[!a]`. */
export function globOf(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.]/g, "\\.")
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll("[!", "[^")
    // An open bracket that nothing closes stands for itself.
    .replace(/\[(?![^[\]]+\])/g, "\\[")
    .replace(/(?<!\[[^[\]]*)\]/g, "\\]")
    .replace(/(?<!\[)!/g, "\\!");
  const expression = new RegExp(`^${source}$`);
  return (name) => expression.test(name);
}
