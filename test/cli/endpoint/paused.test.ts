import { expect, test } from "vitest";
import { pausedLine } from "../../../src/cli/endpoint/paused.ts";
import { deployment } from "../../../src/steps/index.ts";
import { fakeContext } from "../../helpers/fake-context.ts";

const line = (paused: readonly string[]) => {
  const facts = { deployment: "", canary: "", tags: { api: "", stage: "" } };
  const found = { ids: { id: "d1", stage: "production" }, ours: true, paused, facts };
  return pausedLine(fakeContext({}, { known: { [deployment.name]: found } }));
};

test("what is paused is named, in short where it is all of a path or of the stage", () => {
  expect(line([])).toBeUndefined();
  expect(line(["POST /", "OPTIONS /"])).toContain("every POST /, OPTIONS / gets 429");
  const all = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].map((name) => `${name} /ok`);
  expect(line(["POST /", ...all])).toContain("every POST /, ANY /ok gets 429");
  expect(line(["* /*"])).toContain("Paused: every request gets 429");
});
