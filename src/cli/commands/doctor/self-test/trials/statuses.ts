import { gzipSync } from "node:zlib";
import { poll } from "../../../../../engine/poll.ts";
import { stored } from "../stored.ts";
import { verdict, type Trial } from "../trial.ts";

/** What every PNG begins with, and bytes that are no text. */
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452ff00fe80", "hex");

/** Requests at the limits, and bodies that are hard to carry. */
export const statuses: Trial = {
  name: "statuses",
  what: "1.1 MiB; batches of 500, 501 and none; quotes, emoji, %00, gzip and a PNG as bodies",
  expected: "400; 200, 400 and 400; every body as it was sent, but for gzip",
  async run(lab) {
    const large = await lab.post(JSON.stringify("x".repeat(1_150_000)));
    const batch = async (count: number): Promise<number> =>
      (await lab.post(JSON.stringify({ records: Array(count).fill({ n: 1 }) }), {}, "/batch")).status;
    const [most, more, none] = [await batch(500), await batch(501), await batch(0)];
    await lab.up({ accept: "any" });
    const texts = ['{"quote":"\\"\'"}', '{"emoji":"🙂"}', "%00", "a line\nand another"];
    for (const text of texts) await lab.post(text, { "content-type": "text/plain" });
    const zipped = gzipSync('{"zipped":true}');
    await lab.post(zipped, { "content-type": "application/octet-stream" });
    await lab.up({ accept: "json image/png" });
    const asSent = async (): Promise<true | undefined> => {
      await lab.post(PNG, { "content-type": "image/png" });
      return (await stored(lab)).some((one) => one.equals(PNG)) || undefined;
    };
    const image = await poll(asSent, { clock: lab.clock, signal: lab.signal, first: 2_000, timeout: 60_000 });
    await lab.up({ accept: "json" });
    const all = await stored(lab);
    const kept = texts.filter((text) => all.some((one) => one.toString() === text)).length;
    const asBytes = all.some((one) => one.equals(zipped));
    const isExpected =
      large.status === 400 && most === 200 && more === 400 && none === 400 && kept === texts.length && image;
    const seen = `${large.status}; ${most}, ${more} and ${none}; ${kept} of ${texts.length} texts as sent, gzip ${asBytes ? "as sent" : "changed"}, the PNG ${image ? "as sent" : "changed"}`;
    return verdict(isExpected === true, seen);
  },
};
