import { verdict, type Trial } from "../trial.ts";

/** More records than two shards take in a second. */
const BATCHES = 12;

/** What Kinesis refuses because it is too much. */
export const throttled: Trial = {
  name: "throttled",
  what: `${BATCHES} batches of 500 records at once, on two shards`,
  expected: "429 with Retry-After for what is too much, or nothing refused",
  async run(lab) {
    const body = JSON.stringify({ records: Array(500).fill({ n: 1 }) });
    const answers = await Promise.all(Array.from({ length: BATCHES }, () => lab.post(body, {}, "/batch")));
    const refused = answers.filter(({ status }) => status !== 200);
    if (refused.length === 0) {
      const isLocal = await lab.session(({ place }) => Promise.resolve(place.local));
      const hint = isLocal ? ": `local --fault rates` counts what a shard takes" : "";
      return { result: "unknown", seen: `nothing was refused${hint}` };
    }
    const right = refused.filter(({ status, headers }) => status === 429 && headers["retry-after"] !== undefined);
    const statuses = [...new Set(refused.map(({ status }) => status))].join(", ");
    return verdict(
      right.length === refused.length,
      `${refused.length} refused with ${statuses}, ${right.length} of them with Retry-After`,
    );
  },
};
