import { expect, test } from "vitest";
import { startLines } from "../../../../src/cli/commands/dev/start-lines.ts";

test("the page, what other terminals type, and which files count", () => {
  const served = { url: "http://127.0.0.1:4702", pageUrl: "http://127.0.0.1:4702/_local/" };
  expect(startLines(served, "eu-west-1", ["/a/kinesis-proxy.json", "/a/event.json"])).toEqual([
    "Page:      http://127.0.0.1:4702/_local/",
    "In another terminal:",
    "  kinesis-proxy send",
    "  kinesis-proxy tail",
    "  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --endpoint-url http://127.0.0.1:4702 --region eu-west-1 kinesis list-streams",
    "Changes of kinesis-proxy.json, event.json are applied when they are saved.",
  ]);
});
