import { poll } from "../../../../../engine/poll.ts";
import { role } from "../../../../../steps/index.ts";
import { detach } from "../../../../../watch/diagnose/trial-calls.ts";
import { verdict, type Trial } from "../trial.ts";

/** How long IAM may take, in milliseconds. */
const PATIENCE = 120_000;

/** The role without its policy: Kinesis refuses, or looks at the request first. */
export const detached: Trial = {
  name: "detached-policy",
  what: "the role's policy detached: a POST",
  expected: "500, within two minutes",
  async run(lab) {
    await lab.session(async (session) => {
      const found = await role.find(session);
      if (found !== undefined) await detach(session.clients, found.ids.name, found.ids.policyArn ?? "");
    });
    const start = lab.clock.now();
    let last = 0;
    const look = async (): Promise<number | undefined> => {
      last = (await lab.post("{}")).status;
      return last === 500 ? last : undefined;
    };
    const seen = await poll(look, { clock: lab.clock, signal: lab.signal, first: 1_000, timeout: PATIENCE });
    const seconds = Math.round((lab.clock.now() - start) / 1_000);
    await lab.up();
    return verdict(seen !== undefined, seen === undefined ? `${last} after ${seconds} s` : `500 after ${seconds} s`);
  },
};
