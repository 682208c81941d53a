import { ListStreamsCommand, type KinesisClient } from "@aws-sdk/client-kinesis";

const passing: ReadonlySet<string> = new Set(["CREATING", "DELETING"]);

/** The names of all streams of the account in the client's region that can be read, in alphabetical order: neither those that
 * are being made nor those that are being deleted. */
export async function listStreams(kinesis: KinesisClient, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await kinesis.send(new ListStreamsCommand(token === undefined ? {} : { NextToken: token }), {
      abortSignal: signal,
    });
    // Not every emulator tells the state.
    const states = new Map(page.StreamSummaries?.map(({ StreamName, StreamStatus }) => [StreamName, StreamStatus]));
    names.push(...(page.StreamNames ?? []).filter((name) => !passing.has(states.get(name) ?? "")));
    token = page.HasMoreStreams === true ? page.NextToken : undefined;
    // Older emulators know no token.
    if (page.HasMoreStreams === true && token === undefined) break;
  } while (token !== undefined);
  return names.sort();
}
