import { signed as sign } from "../../../../../aws/http/sign.ts";
import { poll } from "../../../../../engine/poll.ts";
import { verdict, type Trial } from "../trial.ts";

/** Signatures: who does not sign is refused, who signs with rights is not. */
export const signed: Trial = {
  name: "signed",
  what: "`up --auth iam`: a POST without a signature, then with one",
  expected: "403, then 200",
  async run(lab) {
    const { url = "" } = await lab.up({ auth: "iam" });
    const how = { clock: lab.clock, signal: lab.signal, first: 1_000, timeout: 120_000 };
    const until = async (status: number, ask: () => Promise<number>): Promise<number | undefined> =>
      (await ask()) === status ? status : undefined;
    const without = await poll(() => until(403, async () => (await lab.post("{}")).status), how);
    const headers = await lab.session((session) => sign(session, url, { "content-type": "application/json" }, "{}"));
    const { host: _, ...own } = headers;
    const status = (await lab.post("{}", own)).status;
    await lab.up({ auth: "none" });
    return verdict(without === 403 && status === 200, `${without ?? "never 403"}, then ${status}`);
  },
};
