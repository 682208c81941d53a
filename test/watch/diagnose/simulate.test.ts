import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import { denials } from "../../../src/watch/diagnose/simulate.ts";
import { clientsOf } from "../../local/clients.ts";

it("denials name the resource on which the caller may not, of several that were asked about", async () => {
  await using local = await startLocal();
  const { iam } = clientsOf(local);
  const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const trust = { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" };
  const RoleName = "operator";
  await iam.send(new CreateRoleCommand({ RoleName, Path: "/x/", AssumeRolePolicyDocument: document(trust) }));
  const stream = (name: string) => `arn:aws:kinesis:eu-west-1:000000000000:stream/${name}`;
  const statements = [
    { Effect: "Allow", Action: "kinesis:*", Resource: [stream("orders"), stream("locked")] },
    { Effect: "Deny", Action: "kinesis:*", Resource: stream("locked") },
  ];
  const inline = { RoleName, PolicyName: "p", PolicyDocument: document(...statements) };
  await iam.send(new PutRolePolicyCommand(inline));
  const arn = "arn:aws:sts::000000000000:assumed-role/operator/session";
  const identity = { arn, accountId: "000000000000", partition: "aws" };
  const action = "kinesis:PutRecord";
  const resources = [stream("orders"), stream("others"), stream("locked")];
  const denied = await denials({ iam }, identity, [{ actions: [action], resources }]);
  expect(denied).toEqual([
    { action, resource: stream("others"), explicit: false },
    { action, resource: stream("locked"), explicit: true },
  ]);
});
