import { gzipSync } from "node:zlib";
import { stored } from "../stored.ts";
import { verdict, type Trial } from "../trial.ts";

/** Requests at the limits, and bodies that are hard to carry. */
export const statuses: Trial = {
  name: "statuses",
  what: "1.1 MiB; batches of 500 and 501; quotes, emoji, %00 and gzip as bodies",
  expected: "400; 200 and 400; every body as it was sent, but for gzip",
  async run(lab) {
    const large = await lab.post(JSON.stringify("x".repeat(1_150_000)));
    const batch = async (count: number): Promise<number> =>
      (await lab.post(JSON.stringify({ records: Array(count).fill({ n: 1 }) }), {}, "/batch")).status;
    const [most, more] = [await batch(500), await batch(501)];
    await lab.up({ accept: "any" });
    const texts = ['{"quote":"\\"\'"}', '{"emoji":"🙂"}', "%00", "a line\nand another"];
    for (const text of texts) await lab.post(text, { "content-type": "text/plain" });
    const zipped = gzipSync('{"zipped":true}');
    await lab.post(zipped, { "content-type": "application/octet-stream" });
    const all = await stored(lab);
    const kept = texts.filter((text) => all.some((one) => one.toString() === text)).length;
    const asBytes = all.some((one) => one.equals(zipped));
    const isExpected = large.status === 400 && most === 200 && more === 400 && kept === texts.length;
    const seen = `${large.status}; ${most} and ${more}; ${kept} of ${texts.length} texts as sent, gzip ${asBytes ? "as sent" : "changed"}`;
    return verdict(isExpected, seen);
  },
};
