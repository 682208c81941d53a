import { poll } from "../../../../../engine/poll.ts";
import { verdict, type Trial } from "../trial.ts";

const FILE = "context.vtl";

/** Says what a template sees of the caller, by each way of asking. */
const TEMPLATE = `{"dot":"$!context.identity.sourceIp","get":"$!context.get('identity').get('sourceIp')",
"forwarded":"$!input.params('X-Forwarded-For')","trace":"$!input.params('X-Amzn-Trace-Id')",
"id":"$!input.params('id')"}`;

/** What templates see of the caller: `$context` by dots and by get, and the headers that AWS adds. */
export const context: Trial = {
  name: "context",
  what: "`up --respond --path /kpst/{id}`, a template of its own: $context, the headers that AWS adds, a%20b as the path's id",
  expected: "the caller's address by $context.identity",
  async run(lab) {
    await lab.write(FILE, TEMPLATE);
    await lab.up({ respond: `@${FILE}`, path: "/kpst/{id}" });
    const look = async (): Promise<Record<string, string> | undefined> => {
      const { status, body } = await lab.post("{}");
      return status === 200 && body.startsWith("{") ? (JSON.parse(body) as Record<string, string>) : undefined;
    };
    const seen = await poll(look, { clock: lab.clock, signal: lab.signal, first: 2_000, timeout: 60_000 });
    await lab.up({ respond: "empty", path: "/" });
    if (seen === undefined) return verdict(false, "the template was not used within a minute");
    const there = (name: string): string => ((seen[name] ?? "") === "" ? "nothing" : "there");
    return verdict(
      (seen["dot"] ?? "") !== "",
      `the address by dots: ${there("dot")}; by $context.get: ${there("get")}; X-Forwarded-For: ${there("forwarded")}; trace id: ${there("trace")}; a%20b in the path: "${seen["id"]}"`,
    );
  },
};
