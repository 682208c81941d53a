import { defineCommand } from "../../command.ts";
import { consentOf, downFlags, keptBy } from "../down/consent.ts";

/** Shows what `up` or `down` would do. */
export const plan = defineCommand({
  name: "plan",
  summary: "what `up` or `down` would do",
  description:
    "Reads each resource from AWS and shows what `up` with the same flags (or `down`, with --down) would do: create, change and which field, leave, remove or keep. Changes nothing. Exit code 3 when there is something to do.",
  examples: ["plan --name orders --shards 2", "plan --down"],
  settings: "all",
  flags: { down: { text: "what `down` would do, with these flags:" }, ...downFlags },
  run: ({ options, plan }) =>
    plan(options.down === true ? { type: "down", keep: keptBy(options) } : { type: "up" }, {
      consent: consentOf(options),
    }),
});
