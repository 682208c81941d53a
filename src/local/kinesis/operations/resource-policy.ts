import { Fault } from "../../fault.ts";
import { invalid, operation } from "../call.ts";
import { InvalidPolicy, parsePolicy } from "../../policy/policy.ts";
import type { Statement } from "../../policy/policy.ts";
import { namedResource } from "../resource.ts";
import { resourceArn, streamId } from "../members.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";

const which = { ResourceARN: required(resourceArn), StreamId: streamId };

/** PutResourcePolicy: asked from now on. It has to be a policy of this resource. */
export const putResourcePolicy = operation(
  "PutResourcePolicy",
  { Policy: required(text()), ...which },
  (call, { ResourceARN, Policy }) => {
    const { resource } = namedResource(call, ResourceARN);
    resource.policy = { text: Policy, statements: statementsIn(Policy) };
  },
);

/** GetResourcePolicy: an empty one where none was put. */
export const getResourcePolicy = operation("GetResourcePolicy", which, (call, { ResourceARN }) => {
  const { policy } = namedResource(call, ResourceARN).resource;
  return { Policy: policy?.text ?? "{}" };
});

/** DeleteResourcePolicy. */
export const deleteResourcePolicy = operation("DeleteResourcePolicy", which, (call, { ResourceARN }) => {
  const { resource } = namedResource(call, ResourceARN);
  if (resource.policy === undefined) throw noPolicy(ResourceARN);
  delete resource.policy;
});

/** Throws InvalidArgumentException unless somebody is allowed, or refused, actions of Kinesis. */
function statementsIn(text: string): readonly Statement[] {
  const statements = read(text);
  const isOdd = ({ principals, actions, resources }: Statement): boolean =>
    principals === undefined ||
    resources === undefined ||
    !actions.patterns.every((action) => action === "*" || action.startsWith("kinesis:"));
  if (statements.length === 0 || statements.some(isOdd)) {
    throw invalid("Invalid policy: it needs statements, each with a principal, a resource and actions of kinesis.");
  }
  return statements;
}

function read(text: string): readonly Statement[] {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof InvalidPolicy) throw invalid(`Invalid policy: ${error.message}`);
    throw error;
  }
}

function noPolicy(arn: string): Fault {
  return new Fault("ResourceNotFoundException", `No resource policy found for resource ARN ${arn}.`);
}
