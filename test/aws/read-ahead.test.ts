import { CreateStreamCommand, DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { readAhead } from "../../src/aws/read-ahead.ts";
import type { Clients } from "../../src/aws/clients.ts";
import { fakeClock } from "../helpers/fake-clock.ts";

/** Clients whose Kinesis numbers its calls: `twins` ask ahead, `clients` use what was asked. */
function asking() {
  const calls: string[] = [];
  const send = (command: { readonly input: { readonly StreamName?: string } }) => {
    calls.push(`${command.constructor.name} ${command.input.StreamName}`);
    return Promise.resolve(calls.length);
  };
  const clock = fakeClock();
  const { ahead: twins, clients } = readAhead({ kinesis: { send } } as unknown as Clients, clock);
  const ask = (who: Clients, StreamName: string) => who.kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  return { calls, clients, twins, clock, ask };
}

test("what was asked ahead answers the first call that asks the same, and no other", async () => {
  const { calls, clients, twins, ask } = asking();
  void ask(twins, "a");
  expect(await ask(clients, "a")).toBe(1);
  expect(await ask(clients, "b")).toBe(2);
  expect(await ask(clients, "a")).toBe(3);
  expect(calls).toHaveLength(3);
});

test("what was asked ahead twice is one call, and answers two", async () => {
  const { calls, clients, twins, ask } = asking();
  await Promise.all([ask(twins, "a"), ask(twins, "a")]);
  expect(await Promise.all([ask(clients, "a"), ask(clients, "a")])).toEqual([1, 1]);
  expect(await ask(clients, "a")).toBe(2);
  expect(calls).toHaveLength(2);
});

test("after a change everything is asked anew, also what is asked ahead later", async () => {
  const { clients, twins, ask } = asking();
  await ask(twins, "a");
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "a" }));
  await ask(twins, "b");
  expect(await ask(clients, "a")).toBe(4);
  expect(await ask(clients, "b")).toBe(5);
});

test("an answer that has grown old is not used", async () => {
  const { clients, twins, clock, ask } = asking();
  await ask(twins, "a");
  await clock.sleep(3_000);
  expect(await ask(clients, "a")).toBe(2);
});

test("what failed ahead fails the call that asks the same", async () => {
  const failing = { kinesis: { send: () => Promise.reject(new Error("no")) } } as unknown as Clients;
  const { ahead: twins, clients } = readAhead(failing, fakeClock());
  const command = new DescribeStreamSummaryCommand({ StreamName: "a" });
  await expect(twins.kinesis.send(command)).rejects.toThrow("no");
  await expect(clients.kinesis.send(command)).rejects.toThrow("no");
});
