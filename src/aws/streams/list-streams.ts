import { ListStreamsCommand, type KinesisClient } from "@aws-sdk/client-kinesis";

/** The names of all streams of the account in the client's region, in alphabetical order. */
export async function listStreams(kinesis: KinesisClient, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await kinesis.send(new ListStreamsCommand(token === undefined ? {} : { NextToken: token }), {
      abortSignal: signal,
    });
    names.push(...(page.StreamNames ?? []));
    token = page.HasMoreStreams === true ? page.NextToken : undefined;
    // Older emulators know no token.
    if (page.HasMoreStreams === true && token === undefined) break;
  } while (token !== undefined);
  return names.sort();
}
