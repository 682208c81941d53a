import { stored } from "../stored.ts";
import { verdict, type Trial } from "../trial.ts";

/** The answer of a template that renders to nothing. */
export const emptyAnswer: Trial = {
  name: "empty-answer",
  what: "two POSTs with the default answer, one with Accept: text/html",
  expected: "200 with 0 bytes twice, 2 records more",
  async run(lab) {
    const before = (await stored(lab)).length;
    const plain = await lab.post("{}");
    const html = await lab.post("{}", { accept: "text/html" });
    const more = (await stored(lab)).length - before;
    const told = [plain, html].map(({ status, body }) => `${status} with ${Buffer.byteLength(body)} bytes`);
    return verdict(
      told.every((one) => one === "200 with 0 bytes") && more === 2,
      `${told.join(", ")}; ${more} records`,
    );
  },
};
