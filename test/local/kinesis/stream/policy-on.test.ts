import { expect, test } from "vitest";
import { bench, caller } from "../bench.ts";

const ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
const role = "arn:aws:iam::111122223333:role/writer";
const record = { StreamName: "orders", PartitionKey: "a", Data: "" };

async function withPolicy(Effect: string, Action: string, ResourceARN = ARN) {
  const made = bench();
  await made.call("CreateStream", { StreamName: "orders", ShardCount: 1 });
  const { Consumer } = await made.call("RegisterStreamConsumer", { StreamARN: ARN, ConsumerName: "c" });
  const on = ResourceARN === ARN ? ARN : Consumer.ConsumerARN;
  const statement = { Effect, Principal: { AWS: role }, Action, Resource: on };
  await made.call("PutResourcePolicy", { ResourceARN: on, Policy: JSON.stringify({ Statement: [statement] }) });
  const who = (allows: boolean) => ({ ...made.scope, caller: caller(role, () => allows) });
  return { ...made, on, may: who(true), mayNot: who(false) };
}

const explicit = "with an explicit deny in a resource-based policy";
const missing = "because no identity-based policy allows the";

test("a stream's policy lets in whom it names, to do what it says", async () => {
  const { call, refused, mayNot } = await withPolicy("Allow", "kinesis:PutRecord");
  await call("PutRecord", record, mayNot);
  expect(await refused("ListShards", { StreamName: "orders" }, mayNot)).toContain(`${missing} kinesis:ListShards`);
  await call("DeleteResourcePolicy", { ResourceARN: ARN });
  expect(await refused("PutRecord", record, mayNot)).toContain(missing);
});

test("a stream's policy refuses, whatever the caller's own say", async () => {
  const { call, refused, may, clock, settings } = await withPolicy("Deny", "kinesis:PutRecord");
  expect(await refused("PutRecord", record, may)).toBe(
    `AccessDeniedException: User: ${role} is not authorized to perform: kinesis:PutRecord on resource: ${ARN} ${explicit}`,
  );
  await call("PutRecord", record);
  await call("ListShards", { StreamName: "orders" }, may);
  // The policy goes with its stream.
  settings.deleteMs = 1000;
  await call("DeleteStream", { StreamName: "orders", EnforceConsumerDeletion: true });
  clock.time += 1000;
  expect(await refused("PutRecord", record, may)).toContain("ResourceNotFoundException");
});

test("a consumer's policy is one of the consumer alone", async () => {
  const { call, refused, mayNot, on } = await withPolicy("Allow", "kinesis:*", "consumer");
  await call("DescribeStreamConsumer", { ConsumerARN: on }, mayNot);
  expect(await refused("PutRecord", record, mayNot)).toContain(missing);
  const other = on.replace("/consumer/c:", "/consumer/d:");
  expect(await refused("DescribeStreamConsumer", { ConsumerARN: other }, mayNot)).toContain(missing);
  const denying = await withPolicy("Deny", "kinesis:DescribeStreamConsumer", "consumer");
  const asked = { ConsumerARN: denying.on };
  expect(await denying.refused("DescribeStreamConsumer", asked, denying.may)).toContain(explicit);
});
