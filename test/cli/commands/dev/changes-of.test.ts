import { expect, test } from "vitest";
import { changesOf } from "../../../../src/cli/commands/dev/changes-of.ts";

test("hears what was made, changed and removed, and warnings; the deployment goes without saying", async () => {
  const { changes, warnings, listener } = changesOf();
  const done = { type: "step.done", detail: "x: 1 → 2" } as const;
  listener.event({ ...done, step: "schema", title: "Model", outcome: "created" });
  listener.event({ ...done, step: "method", title: "Method POST /", outcome: "repaired" });
  listener.event({ ...done, step: "batch", title: "Batch route", outcome: "removed" });
  listener.event({ ...done, step: "stream", title: "Stream", outcome: "unchanged" });
  listener.event({ ...done, step: "deployment", title: "Deployment", outcome: "repaired" });
  listener.event({ type: "warning", text: "Beware." });
  listener.event({ type: "note", text: "Try: …" });
  listener.result({}, ["http://…"]);
  await listener.item("line");
  listener.close();
  expect(changes).toEqual(["Model created", "Method POST / changed", "Batch route removed"]);
  expect(warnings).toEqual(["Beware."]);
});
