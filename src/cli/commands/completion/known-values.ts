import { readdirSync } from "node:fs";
import { listShards } from "../../../aws/list-shards.ts";
import { profileNames } from "../../../aws/credentials/profile-names.ts";
import { knownRegions } from "../../../aws/endpoint/regions.ts";
import { listStreams } from "../../../aws/streams/list-streams.ts";
import type { Call } from "../../command.ts";
import { stateFolder } from "../../session/state-path.ts";

/** How long AWS may take: who presses the tab key waits. */
const patience = "2s";

/** The values of a flag that only this machine or AWS knows. `typed` are the options on the line. */
export async function knownValues(
  flag: string,
  call: Pick<Call, "io" | "reading">,
  typed: object,
): Promise<readonly string[]> {
  switch (flag) {
    case "name":
      return namesHere(call.io.cwd);
    case "region":
      return knownRegions;
    case "profile":
      return profileNames();
    case "streamName":
      return asked(call, typed, ({ clients, signal }) => listStreams(clients.kinesis, signal));
    case "shard":
      return asked(call, typed, async ({ clients, signal, config }) =>
        (await listShards(clients.kinesis, config.streamName, signal)).map(({ id }) => id),
      );
  }
  return [];
}

type Work = Parameters<Call["reading"]>[2];

async function asked(
  { reading }: Pick<Call, "reading">,
  typed: object,
  ask: (session: Parameters<Work>[0]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await reading(true, { ...typed, timeout: patience, quiet: true }, async (session) => {
    found = await ask(session);
  });
  return found;
}

/** The proxies that have a state file in this folder, `NAME.json` or `NAME.local.json`. A file of another name is of none: what a cloned
 * folder brings along gets into no command line. */
function namesHere(cwd: string): readonly string[] {
  const files = readdirSync(stateFolder(cwd));
  const names = files.flatMap((file) => /^([\w.-]+?)(?:\.local(?:-\d+)?)?\.json$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}
