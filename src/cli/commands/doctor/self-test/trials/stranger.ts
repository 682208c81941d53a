import { signed as sign } from "../../../../../aws/http/sign.ts";
import { poll } from "../../../../../engine/poll.ts";
import { withStranger } from "../../../../../watch/diagnose/stranger.ts";
import { verdict, type Seen, type Trial } from "../trial.ts";

/** Nearly every address there is: this machine's is among them, and it is not the list that lets everybody in. */
const EVERYWHERE = ["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3"];

/** An address list beside signatures: who is on it still needs a right. */
export const stranger: Trial = {
  name: "stranger",
  what: "`up --auth iam --allow-ips` with this address: a POST without a signature, and one by a session without rights",
  expected: "403, and 403",
  async run(lab) {
    const { url = "" } = await lab.up({ auth: "iam", allowIps: EVERYWHERE });
    const seen = await lab.session((session) =>
      withStranger(session, async (keys): Promise<Seen> => {
        if (keys === undefined) return { result: "unknown", seen: "no session without rights could be opened" };
        const how = { clock: lab.clock, signal: lab.signal, first: 1_000, timeout: 120_000 };
        const refused = async (): Promise<number | undefined> => {
          const { status } = await lab.post("{}");
          return status === 403 ? status : undefined;
        };
        const without = await poll(refused, how);
        const headers = await sign(session, url, { "content-type": "application/json" }, "{}", { by: keys });
        const { host: _, ...own } = headers;
        const { status } = await lab.post("{}", own);
        return verdict(without === 403 && status === 403, `${without ?? "never 403"}, and ${status}`);
      }),
    );
    await lab.up({ auth: "none", allowIps: false });
    return seen;
  },
};
