import { CreateStreamCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { InterruptedError } from "../../src/engine/errors.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { world } from "../journeys/world.ts";

async function full(terminal: boolean) {
  const { local, clients, asked } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  const Records = ["one", "two", "three"].map((text) => ({
    PartitionKey: "K",
    Data: Buffer.from(text.padEnd(70_000)),
  }));
  await clients.kinesis.send(new PutRecordsCommand({ StreamName: "orders", Records }));
  const interrupt = new AbortController();
  const io = await fakeIo({
    env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) },
    tty: terminal,
    signal: interrupt.signal,
  });
  const written: string[] = [];
  let drain = (): void => undefined;
  let filled = (): void => undefined;
  const nextWrite = (): Promise<void> => new Promise((resolve) => (filled = resolve));
  const stdout = {
    isTTY: terminal,
    columns: 80,
    write(chunk: string | Uint8Array) {
      written.push(chunk.toString());
      filled();
      return false;
    },
    once: (_event: "drain", listener: () => void) => void (drain = listener),
  };
  const words = ["--since", "trim-horizon", "--stream-name", "orders", "--local"];
  return {
    run: (command: string) => main([command, ...words], { ...io, stdout }),
    written,
    asked,
    nextWrite,
    drain: () => drain(),
    interrupt: () => interrupt.abort(new InterruptedError()),
  };
}

test("a large record is written when the reader of the one before has room for it", async () => {
  const { run, written, nextWrite, drain } = await full(false);
  const first = nextWrite();
  const code = run("read-records");
  for (const [place, data] of ["one", "two", "three"].entries()) {
    await (place === 0 ? first : undefined);
    expect(written).toHaveLength(place + 1);
    expect(written.at(-1)).toContain(data);
    const next = place === 2 ? undefined : nextWrite();
    drain();
    await next;
  }
  expect(await code).toBe(0);
});

test.each([
  ["tail", false],
  ["read-records", false],
  ["tail", true],
])("Ctrl-C ends %s though nobody takes its output (terminal: %s)", async (command, terminal) => {
  const { run, written, asked, nextWrite, interrupt } = await full(terminal);
  const first = nextWrite();
  const code = run(command);
  await first;
  const reads = asked.filter((operation) => operation === "GetRecords").length;
  interrupt();
  expect(await code).toBe(130);
  expect(written).toHaveLength(1);
  expect(reads).toBe(1);
});
