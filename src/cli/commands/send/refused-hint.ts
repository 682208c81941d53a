import type { Config } from "../../../settings/config.ts";
import { named, setTo, type WhereGiven } from "../../../settings/where-given.ts";
import { acceptWords, JSON_TYPES } from "../../../mapping/content-types.ts";
import { sizeText, THROUGH } from "../../../mapping/response/refused-words.ts";
import { statusesOf } from "../../../mapping/response/statuses.ts";

/** A request that was not answered 2xx. */
export interface Refused {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: number;
  /** Of the answer. */
  readonly body: string;
  /** The largest record of the stream, in KiB. */
  readonly largest: number;
}

/** What to do about an event that the endpoint refused. */
export function refusedHint(
  { status, contentType, bytes, body, largest }: Refused,
  config: Config,
  where: WhereGiven = () => undefined,
): string {
  const { refused, busy, ours } = statusesOf(config.status);
  if (status === 429 && body.includes("Too Many Requests"))
    return `API Gateway refuses, not Kinesis: is it paused ("kinesis-proxy status")? Else ${named("throttle", where)} lets no more through at the moment: send slower with --rate.`;
  switch (status) {
    case 413:
      return `API Gateway takes bodies up to 10 MB, and this stream records up to ${sizeText(largest)}; this one has ${bytes} bytes.`;
    case 415: {
      const accepted = config.accept ?? JSON_TYPES;
      const [first, ...more] = accepted;
      const types = acceptWords([...accepted, contentType.split(";")[0]?.trim() ?? ""]);
      const others = more.length === 0 ? "" : ` (or ${more.length} other types)`;
      return `It takes ${first}${others}, not ${contentType}: choose another --content-type, or take this one, too, with ${setTo("accept", types, where)}.`;
    }
    case 403:
      return 'Is this machine allowed ("kinesis-proxy allow-ips --list"), and is it deployed ("kinesis-proxy status")?';
    case busy:
    case 429:
      if (body.includes("Limit Exceeded"))
        return where("quota") === undefined
          ? 'The API key has used up its quota until the next day, week or month: "kinesis-proxy up --quota COUNT/day" changes it, --no-quota ends it.'
          : `The API key has used up its quota until the next day, week or month: change ${named("quota", where)}, and then "kinesis-proxy up".`;
      return `The stream has no room at the moment: send slower with --rate, or give it more with ${named("shards", where)}.`;
    case refused:
    case 400:
      if (bytes > largest * 1_024) return tooLarge(bytes, largest, where);
      return !config.schema
        ? 'The event is not what the endpoint takes: "kinesis-proxy render FILE" shows what becomes of it.'
        : `The event must fit the JSON Schema of ${named("schema", where)}: "kinesis-proxy render FILE" says where it does not.`;
    case ours:
      return 'API Gateway may not write to the stream as its role, or the stream has a key that refuses: "kinesis-proxy status --probe" shows what differs. A role that was just made takes a minute.';
    default:
      return 'Run "kinesis-proxy status" to see what is there.';
  }
}

function tooLarge(bytes: number, largest: number, where: WhereGiven): string {
  const limit = `A record of this stream holds ${sizeText(largest)} at most, and this event has ${bytes} bytes`;
  const needed = Math.ceil(bytes / 1_024);
  return needed > THROUGH ? `${limit}.` : `${limit}: ${setTo("maxRecordSize", needed, where)} lets it in.`;
}
