import { defaultRegion } from "../../../../aws/create-clients.ts";
import { partitionOf } from "../../../../aws/endpoint/partition-of.ts";
import { CliError } from "../../../../engine/errors.ts";
import { knownNothing } from "../../../../engine/known.ts";
import { chooseReporter } from "../../../../report/choose-reporter.ts";
import type { Source } from "../../../../settings/sources.ts";
import type { Context } from "../../../../steps/context.ts";
import type { Call, Code } from "../../../command.ts";
import type { GlobalOptions } from "../../../global-flags.ts";
import { offlineConfig } from "../../../session/asked.ts";
import { LOCAL_REGION } from "../../../session/place.ts";
import { reportOptions } from "../../../session/report-options.ts";
import { printPolicy } from "./print-policy.ts";

/** Prints the operator's policy for the caller's account; where AWS does not tell the account, for any. */
export async function runPolicy({
  io,
  options,
  session,
}: Pick<Call<never>, "io" | "session"> & { readonly options: GlobalOptions & Source }): Promise<Code> {
  try {
    return await session({}, async (session) => printPolicy(session));
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== 1 || error.cause === undefined) throw error;
    const report = await chooseReporter(io, reportOptions(options, io));
    const config = await offlineConfig(io, options, async ({ local, profile }) =>
      local ? LOCAL_REGION : ((await defaultRegion(profile)) ?? LOCAL_REGION),
    );
    report.event({
      type: "warning",
      text: `The account is not known, and * stands for it: ${error.message} What is configured is what flags, variables, kinesis-proxy.json and the state file say.`,
    });
    const identity = { accountId: ANY, partition: partitionOf(config.region), arn: "" };
    // What is asked is in the settings alone.
    const about = { config, identity, known: knownNothing(), report } as unknown as Context;
    printPolicy(about, (text) => text.replaceAll(ANY, "*"));
    report.close();
    return 0;
  }
}

/** In the place of an account, and as long: names are cut where they are too long. */
const ANY = "?".repeat(12);
