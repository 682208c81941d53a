import { poll } from "../../../../../engine/poll.ts";
import { listsTagOf } from "../../../../../watch/diagnose/trial-calls.ts";
import { verdict, type Trial } from "../trial.ts";

/** An API key: how soon it works, and whether `up` finds it again. */
export const key: Trial = {
  name: "api-key",
  what: "`up --api-key` twice; a POST without the key, then with it",
  expected: "one key; 403, then 200",
  async run(lab) {
    const first = (await lab.up({ apiKey: true })).steps["key"];
    const start = lab.clock.now();
    const without = await poll(() => until(403, async () => (await lab.post("{}")).status), waits(lab));
    const how = { "x-api-key": first?.value ?? "" };
    const opens = await poll(() => until(200, async () => (await lab.post("{}", how)).status), waits(lab));
    const seconds = Math.round((lab.clock.now() - start) / 1_000);
    const again = (await lab.up()).steps["key"];
    const listed = await lab.session(({ clients }) => listsTagOf(clients, first?.id ?? ""));
    await lab.up({ apiKey: false });
    const same = first?.id !== undefined && again?.id === first.id;
    return verdict(
      same && without !== undefined && opens !== undefined,
      `${same ? "one key" : "two keys"}, its tag ${listed ? "is" : "is not"} in the list; ${without ?? "never 403"}, then ${opens ?? "never 200"} after ${seconds} s`,
    );
  },
};

async function until(status: number, ask: () => Promise<number>): Promise<number | undefined> {
  return (await ask()) === status ? status : undefined;
}

function waits({ clock, signal }: Parameters<Trial["run"]>[0]) {
  return { clock, signal, first: 1_000, timeout: 120_000 };
}
