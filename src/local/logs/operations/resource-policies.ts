import { Fault } from "../../fault.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { authorize, operation } from "../call.ts";
import { invalid, refuseGiven } from "../faults.ts";
import { nextToken, page } from "../members.ts";
import { byName, paged } from "../paging.ts";
import type { ResourcePolicy } from "../store.ts";

const mostPolicies = 10;
/** Policies are those of the account alone. */
const ofResource = { resourceArn: text(), expectedRevisionId: text({ min: 1 }) };

/** PutResourcePolicy: makes a policy of the account for services that write logs, or replaces the one of that name. Nothing here
 * asks it. */
export const putResourcePolicy = operation(
  "PutResourcePolicy",
  { policyName: required(text()), policyDocument: required(text({ min: 1, max: 51_200 })), ...ofResource },
  (call, { policyName: name, policyDocument: document, ...others }) => {
    refuseGiven(others, "PutResourcePolicy");
    authorize(call, "*");
    const { resourcePolicies: policies } = call.store;
    const kept = normalised(document);
    if (!policies.has(name) && policies.size >= mostPolicies)
      throw new Fault("LimitExceededException", "Resource limit exceeded.");
    const policy = { name, document: kept, updatedAt: call.now };
    policies.set(name, policy);
    return { resourcePolicy: shown({ ...policy, document }) };
  },
);

/** DeleteResourcePolicy. */
export const deleteResourcePolicy = operation(
  "DeleteResourcePolicy",
  { policyName: required(text()), ...ofResource },
  (call, { policyName: name, ...others }) => {
    refuseGiven(others, "DeleteResourcePolicy");
    authorize(call, "*");
    if (call.store.resourcePolicies.delete(name)) return;
    throw new Fault("ResourceNotFoundException", `Policy with name [${name}] does not exist.`);
  },
);

/** DescribeResourcePolicies: those of the account. Single resources have none here. */
export const describeResourcePolicies = operation(
  "DescribeResourcePolicies",
  { nextToken, limit: page, policyScope: text({ values: ["ACCOUNT", "RESOURCE"] }), resourceArn: text() },
  (call, { policyScope = "ACCOUNT", resourceArn, ...asked }) => {
    refuseGiven({ resourceArn }, "DescribeResourcePolicies");
    authorize(call, "*");
    const all = policyScope === "ACCOUNT" ? [...call.store.resourcePolicies.values()] : [];
    const { items, more } = paged(all.toSorted(byName), asked, ({ name }) => name);
    return { resourcePolicies: items.map(shown), ...more };
  },
);

function shown({ name, document, updatedAt }: ResourcePolicy) {
  return { policyName: name, policyDocument: document, policyScope: "ACCOUNT", lastUpdatedTime: updatedAt };
}

/** As AWS keeps a document: with a version, and a list of one principal as that one. Throws InvalidParameterException. */
function normalised(document: string): string {
  let read: unknown;
  try {
    read = JSON.parse(document);
  } catch {
    throw invalid("Invalid policy document.");
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) throw invalid("Invalid policy document.");
  const { Version: version = "2008-10-17", ...rest } = read as Readonly<Record<string, unknown>>;
  return JSON.stringify({ Version: version, ...rest }, (name, value: unknown) =>
    ["Service", "AWS"].includes(name) && Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value,
  );
}
