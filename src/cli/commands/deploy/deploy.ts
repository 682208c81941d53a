import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function deploy(program: Command, app: App): void {
  const command = program
    .command("deploy")
    .summary("the stage that serves it all")
    .description(
      "Deploys to the stage when, and only when, something differs from what is deployed; prints the invoke URL. With an API key asked for, makes the key and its usage plan too.",
    );
  withFlags(command, flags.stage(), flags.changes()).action(() =>
    orPlan(command, app, { type: "up", commands: ["deploy"] }, {}, async (session) => {
      const { some } = await import("../../../engine/run.ts");
      const { proxy } = await import("../../../steps/index.ts");
      const { stepsNow } = await import("../../command-steps.ts");
      const { proxyUrl, stepAnswers } = await import("../../proxy-json.ts");
      const { newKeyValue, tellCalls, tellKey } = await import("../../endpoint/how-to-call.ts");
      const before = session.state.get("key")?.id;
      const results = await some(await stepsNow([command.name()], session), proxy, session);
      const { outcome, found } = results.get("deployment")!;
      const url = proxyUrl(session) ?? "";
      const apiKey = await newKeyValue(session, results, before);
      tellKey(session, apiKey);
      if (apiKey !== undefined) await tellCalls(session, apiKey);
      const { key: made } = stepAnswers(results, apiKey);
      session.report.result({ outcome, ...found?.ids, url, ...(made !== undefined && { key: made }) }, [url]);
    }),
  );
}
