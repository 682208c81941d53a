import { randomUUID } from "node:crypto";
import { datePattern } from "./date-pattern.ts";
import type { ZonedTime } from "./zoned-time.ts";

/** What a prefix is evaluated with. */
export interface PrefixContext {
  /** When the oldest record of the object arrived. */
  readonly time: ZonedTime;
  /** Why records failed, in an ErrorOutputPrefix: such as `processing-failed`. */
  readonly errorOutputType?: string;
}

/** A prefix that was read. */
export interface Prefix {
  readonly hasExpressions: boolean;
  readonly hasTimestamp: boolean;
  readonly hasErrorOutputType: boolean;
  readonly evaluate: (context: PrefixContext) => string;
}

type Part = (context: PrefixContext) => string;

const datePath = datePattern("yyyy/MM/dd/HH/");
const partitionNamespaces = ["partitionKeyFromQuery", "partitionKeyFromLambda"];

/** Reads a prefix with its expressions `!{namespace:value}`. Throws an Error with one sentence.
 * https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
export function readPrefix(text: string): Prefix {
  const parts: Part[] = [];
  const seen = new Set<string>();
  let at = 0;
  for (let start = text.indexOf("!{"); start >= 0; start = text.indexOf("!{", at)) {
    const end = text.indexOf("}", start);
    if (end < 0) throw new Error("Expression is not closed, expected }");
    const literal = text.slice(at, start);
    parts.push(() => literal);
    const [, namespace = "", value = ""] = /^([^:]*):([^]*)$/.exec(text.slice(start + 2, end)) ?? [];
    parts.push(expression(namespace, value, text.slice(start, end + 1)));
    seen.add(namespace === "firehose" ? value : namespace);
    at = end + 1;
  }
  const rest = text.slice(at);
  const hasTimestamp = seen.has("timestamp");
  return {
    hasExpressions: seen.size > 0,
    hasTimestamp,
    hasErrorOutputType: seen.has("error-output-type"),
    evaluate: (context) => parts.map((part) => part(context)).join("") + rest,
  };
}

/** The path of the hour, which is appended where a prefix has no timestamp, with no slash before it. */
export function defaultDatePath({ time }: PrefixContext): string {
  return datePath(time);
}

function expression(namespace: string, value: string, whole: string): Part {
  if (namespace === "timestamp") {
    const write = datePattern(value);
    return ({ time }) => write(time);
  }
  // Eleven characters, such as `046b6c7f-0b`: the beginning of a UUID. Each use has its own.
  if (namespace === "firehose" && value === "random-string") return () => randomUUID().slice(0, 11);
  if (namespace === "firehose" && value === "error-output-type") return (context) => context.errorOutputType ?? "";
  if (partitionNamespaces.includes(namespace)) {
    throw new Error(
      "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.",
    );
  }
  throw new Error(`Expression ${whole} is invalid`);
}
