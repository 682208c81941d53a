import { policyArn } from "../../../../aws/arns.ts";
import { reference } from "../resources/reference.ts";
import { pairsIn, textIn } from "../resources/read.ts";
import type { Value } from "../resources/resource.ts";
import { made, taken } from "./call.ts";
import { paragraph, type Calls } from "./paragraph.ts";
import { here, word } from "./shell.ts";

/** The stream. */
export const streamCalls: Calls = ({ one: { properties }, write, variable }) => {
  const { Name: StreamName = "", RetentionPeriodHours, StreamEncryption, Tags: _, ...others } = properties;
  const { call } = write;
  const summary = call("kinesis describe-stream-summary", { StreamName });
  const [wait, look] = [`${call("kinesis wait stream-exists", { StreamName })}\n`, summary.replace(/^aws /, "found ")];
  const about = (name: string): string => `"$(${look} --query StreamDescriptionSummary.${name})"`;
  const when = (test: string, then: string): string => `if [ ${test} ]; then\n${indented(`${then}\n${wait}`)}fi\n`;
  const hours = Number(RetentionPeriodHours ?? 0);
  const longer = call("kinesis increase-stream-retention-period", { StreamName, RetentionPeriodHours });
  const encrypt = call("kinesis start-stream-encryption", { StreamName, ...(StreamEncryption as object) });
  const create = call("kinesis create-stream", { StreamName, ...others, Tags: pairsIn(properties, "Tags") });
  return paragraph(
    `Kinesis stream ${textIn(properties, "Name")}`,
    "A shard costs money by the hour, with records or without: delete the stream when it is not needed.",
    made(create) + wait,
    hours > 24 ? when(`${about("RetentionPeriodHours")} -lt ${hours}`, longer) : "",
    StreamEncryption === undefined ? "" : when(`${about("EncryptionType")} = NONE`, encrypt),
    taken(variable("Arn"), summary, "StreamDescriptionSummary.StreamARN"),
  );
};

/** A role, and AWS's policies that it has. */
export const roleCalls: Calls = ({ one, write, variable, documents }) => {
  const { ManagedPolicyArns = [], ...others } = one.properties;
  const { RoleName = "" } = others;
  const arns = Array.isArray(ManagedPolicyArns) ? ManagedPolicyArns : [];
  return paragraph(
    `IAM role ${textIn(one.properties, "RoleName")}`,
    "",
    made(write.call("iam create-role", documents(others))),
    ...arns.map((PolicyArn: Value) => `${write.call("iam attach-role-policy", { RoleName, PolicyArn })}\n`),
    taken(variable("Arn"), write.call("iam get-role", { RoleName }), "Role.Arn"),
  );
};

/** A policy of its own, and its attachment. */
export const policyCalls: Calls = ({ one, write, variable, documents }) => {
  const { ManagedPolicyName: PolicyName = "", Roles = [], ...others } = one.properties;
  const [RoleName] = Array.isArray(Roles) ? Roles : [];
  const policy = variable("Arn");
  return paragraph(
    `IAM policy ${textIn(one.properties, "ManagedPolicyName")}`,
    "",
    made(write.call("iam create-policy", { PolicyName, ...documents(others) })),
    `${policy}=${word(policyArn(here.identity, String(PolicyName)))}\n`,
    `${write.call("iam attach-role-policy", { RoleName, PolicyArn: reference(one.id, "Arn") })}\n`,
  );
};

/** A policy within a role. */
export const rolePolicyCalls: Calls = ({ one, write, documents }) =>
  paragraph("", "", `${write.call("iam put-role-policy", documents(one.properties))}\n`);

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
