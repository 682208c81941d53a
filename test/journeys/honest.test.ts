import { DeleteRoleCommand, DetachRolePolicyCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { DeleteStreamCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { Fault } from "../../src/local/fault.ts";
import { kinesisSettings } from "../../src/local/kinesis/index.ts";
import { deskAt } from "./cli.ts";
import { post, recordsOf, world, type World } from "./world.ts";

const name = "api-gateway-kinesis-proxy";

/** Lets Kinesis answer every PutRecord so; undefined: as usual. */
function putRecordAnswers({ local }: World, fault: Fault | undefined): void {
  const settings = local.account.corner(kinesisSettings, "");
  settings.refusal = fault && ((operation) => (operation === "PutRecord" ? fault : undefined));
}

async function policyOf({ clients }: World): Promise<string> {
  const { AttachedPolicies = [] } = await clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name }));
  return AttachedPolicies[0]?.PolicyArn ?? "";
}

test("no sender reads 2xx for a record that was not stored", async () => {
  const aws = await world();
  const desk = await deskAt(aws.local);
  const { url = "" } = await desk.json("up", "--local");
  const statuses: number[] = [];
  const send = async () => {
    const answer = await post(url, "{}");
    statuses.push(answer.status);
    return answer;
  };

  expect((await send()).status).toBe(200);

  putRecordAnswers(aws, new Fault("ProvisionedThroughputExceededException", "Rate exceeded for shard."));
  const throttled = await send();
  expect(throttled.status).toBe(429);
  expect(throttled.headers.get("retry-after")).toBe("1");
  expect(JSON.parse(throttled.body)).toEqual({ message: "Too many records. Try again." });

  putRecordAnswers(aws, new Fault("InternalFailure", "The request processing has failed.", 500));
  expect((await send()).status).toBe(502);
  putRecordAnswers(aws, new Fault("ServiceUnavailable", "Service is unavailable.", 503));
  expect((await send()).status).toBe(502);

  putRecordAnswers(aws, undefined);
  expect((await send()).status).toBe(200);

  await aws.clients.iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: await policyOf(aws) }));
  expect((await send()).status).toBe(500);

  await aws.clients.iam.send(new DeleteRoleCommand({ RoleName: name }));
  expect((await send()).status).toBe(500);

  expect(await desk.json("up", "--local")).toMatchObject({ url, steps: { role: { outcome: "repaired" } } });
  expect((await send()).status).toBe(200);
  const stored = await recordsOf(aws.clients);
  expect(stored).toHaveLength(statuses.filter((status) => status >= 200 && status < 300).length);

  await aws.clients.kinesis.send(new DeleteStreamCommand({ StreamName: name }));
  expect((await send()).status).toBe(500);
});
