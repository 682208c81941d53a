import { poll } from "../../../../../engine/poll.ts";
import { stored } from "../stored.ts";
import { verdict, type Trial } from "../trial.ts";

/** What templates see of a request: names of headers in any case, decoded queries, who called. */
export const envelope: Trial = {
  name: "envelope",
  what: "`up --envelope X-Kpst`: a POST with the header x-kpst and the query ?q=a%20b",
  expected: "the header is found, the query is decoded, the caller's address is there",
  async run(lab) {
    const mark = `kpst-${lab.clock.now()}`;
    await lab.up({ envelope: ["X-Kpst"], envelopeInclude: "query,headers" });
    const look = async (): Promise<Record<string, unknown> | undefined> => {
      await lab.post("{}", { "x-kpst": mark }, "?q=a%20b");
      const found = (await stored(lab)).map(String).filter((text) => text.includes(mark));
      return found[0] === undefined ? undefined : (JSON.parse(found[0]) as Record<string, unknown>);
    };
    const how = { clock: lab.clock, signal: lab.signal, first: 2_000, timeout: 60_000 };
    const seen = await poll(look, how);
    await lab.up({ envelope: false });
    if (seen === undefined) return verdict(false, "the header was not found within a minute");
    const { headers, query, sourceIp } = seen;
    const isDecoded = JSON.stringify(query ?? {}).includes('"a b"');
    const address = typeof sourceIp === "string" && sourceIp !== "";
    return verdict(
      isDecoded && address,
      `headers ${Object.keys(headers ?? {}).join(", ")}; query ${JSON.stringify(query)}; ${address ? "an address" : "no address"}`,
    );
  },
};
