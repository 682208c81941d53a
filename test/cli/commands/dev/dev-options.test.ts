import { expect, test } from "vitest";
import { devReading, type DevOptions } from "../../../../src/cli/commands/dev/dev-options.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";

const plain: DevOptions = { probe: true, decode: true };

test.each<[string, Partial<DevOptions>, RegExp]>([
  ["another AWS", { endpointUrl: "http://127.0.0.1:1" }, /^dev has a local AWS of its own, and --endpoint-url names/],
  ["a profile", { profile: "work" }, /^dev has a local AWS of its own, and --profile names/],
  ["a wrong setting", { shards: "two" }, /^--shards /],
  ["two styles", { json: true, raw: true }, /^--raw and --json exclude each other/],
  ["what is handed on and shown", { forwardTo: "http://localhost:1/", hex: true }, /^--forward-to shows no records/],
  ["what is no URL", { forwardTo: "here" }, /^--forward-to "here" is not a URL/],
  ["a number of lanes without a URL", { concurrency: "2" }, /^--concurrency goes with --forward-to/],
])("%s is refused before anything starts", async (_, options, message) => {
  await expect(devReading(await fakeIo(), { ...plain, ...options })).rejects.toThrow(message);
});

test("--output json is --json; requests wait for no record that may be left out, and have the time as asked", async () => {
  const io = await fakeIo();
  expect(await devReading(io, plain)).toMatchObject({ json: false, selects: false, time: "utc", forward: undefined });
  const options: DevOptions = { ...plain, output: "json", grep: "a" };
  expect(await devReading(io, options)).toMatchObject({ json: true, selects: true });
  expect(await devReading(io, { ...plain, time: "local", output: "pretty" })).toMatchObject({ time: "local" });
  // The setting of that name names the proxy's own stream.
  expect((await devReading(io, { ...plain, streamName: "orders" })).own.streamName).toBeUndefined();
});
