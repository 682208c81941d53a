import { listStreams } from "../../../aws/streams/list-streams.ts";
import { CliError } from "../../../engine/errors.ts";
import type { ReadSession } from "../../session.ts";
import { globOf, isPattern, type AskedStreams } from "./streams-of.ts";

/** The streams to read, by name or ARN; `marked`: each record names its own. Throws a CliError where no stream fits a pattern. */
export async function findStreams(
  { clients, config, signal }: Pick<ReadSession, "clients" | "config" | "signal">,
  asked: AskedStreams,
): Promise<{ readonly streams: readonly string[]; readonly marked: boolean }> {
  if (asked.type === "proxy") return { streams: [config.streamName], marked: false };
  if (asked.type === "arn") return { streams: [asked.arn], marked: false };
  const { names, patterns } = asked;
  if (!patterns) return { streams: names, marked: names.length > 1 };
  const all = await listStreams(clients.kinesis, signal);
  const found = names.map((name) => (isPattern(name) ? all.filter(globOf(name)) : [name]));
  const without = names.find((_, place) => found[place]?.length === 0);
  if (without !== undefined)
    throw new CliError(`No stream in ${config.region} fits ${without}.`, {
      hint: all.length === 0 ? "There are no streams. Check --region." : `There are ${several(all)}.`,
    });
  return { streams: [...new Set(found.flat())], marked: true };
}

function several(names: readonly string[]): string {
  return names.length <= 8 ? names.join(", ") : `${names.slice(0, 8).join(", ")} and ${names.length - 8} more`;
}
