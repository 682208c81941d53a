import { expect, test } from "vitest";
import { typedOptions } from "../../../../src/cli/commands/completion/typed-options.ts";

test("what names the AWS and the stream is read, but not the word that is being typed", () => {
  expect(typedOptions(["tail", "--local", "--name", "orders", "--stream-name=clicks", "--shard", ""])).toEqual({
    local: true,
    name: "orders",
    streamName: "clicks",
  });
  expect(typedOptions(["tail", "--region", "eu-w"])).toEqual({});
  expect(typedOptions(["tail", "--endpoint-url", "--local", ""])).toEqual({ local: true });
});
