import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { InvalidPolicy, parsePolicy } from "../../policy/policy.ts";
import type { Of } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import type { PolicyDocument } from "../documents/policy-document.ts";
import * as parameter from "../parameters.ts";
import type { ResourceSide } from "../simulation.ts";

const name = text({ min: 1, max: 2048 });

/** The parameters of a simulation about resources that have policies of their own. */
export const resourceSide = {
  ResourcePolicy: parameter.document,
  ResourceOwner: name,
  CallerArn: name,
  ResourceHandlingOption: text({ min: 1, max: 64 }),
};

/** The user of `CallerArn`. Throws InvalidInput for what is none. */
export function callerIn({ CallerArn }: Of<typeof resourceSide>): SimulatedCaller | undefined {
  if (CallerArn === undefined) return undefined;
  const [, account, user] = /^arn:[^:]+:iam::(\d{12}):user\/(?:.+\/)?([^/]+)$/.exec(CallerArn) ?? [];
  if (account !== undefined && user !== undefined) return { arn: CallerArn, account, name: user };
  throw refused("Invalid caller - Caller must be an IAM user, role or group in this context.");
}

/** Who is said to call. */
export interface SimulatedCaller {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
}

/** What the policy of the resources says, where there is one. Throws for what this simulation does not look at. */
export function resourceSideOf(
  { account, partition }: Scope,
  caller: { readonly arn: string; readonly account: string } | undefined,
  input: Of<typeof resourceSide>,
  resources: readonly string[],
): readonly ResourceSide[] {
  const { ResourcePolicy, ResourceOwner, ResourceHandlingOption } = input;
  if (ResourceHandlingOption !== undefined) throw notHere("has no ResourceHandlingOption");
  const own = caller?.account ?? account.id;
  const owner = ResourceOwner === undefined ? own : /^arn:[^:]+:iam::(\d{12}):root$/.exec(ResourceOwner)?.[1];
  if (owner === undefined) throw refused("Invalid Resource Owner.");
  if (owner !== own) throw notHere("simulates callers and resources of one account only");
  if (ResourcePolicy === undefined) return [];
  if (caller === undefined) throw refused("Invalid caller - Caller cannot be null or empty.");
  if (!caller.arn.includes(":user/")) throw notHere("simulates policies of resources for users only, as AWS does");
  if (resources.length === 0 || resources.includes("*"))
    throw refused("Invalid Entity Arn: * does not clearly define entity type and name.");
  if (resources.some((arn) => ![own, ""].includes(arn.split(":")[4] ?? "")))
    throw notHere("simulates callers and resources of one account only");
  const root = `arn:${partition}:iam::${own}:root`;
  const source = { id: "ResourcePolicy", type: "Resource Policy", document: documentOf(ResourcePolicy) };
  return [{ source, caller: [caller.arn], account: [root, own] }];
}

function documentOf(given: string): PolicyDocument {
  try {
    const statements = parsePolicy(given);
    if (statements.every(({ principals }) => principals !== undefined)) return { text: given, statements };
  } catch (error) {
    if (error instanceof InvalidPolicy) throw new Fault("MalformedPolicyDocument", error.message);
    throw error;
  }
  throw new Fault("MalformedPolicyDocument", "Missing required field Principal");
}

function refused(message: string): Fault {
  return new Fault("InvalidInput", message);
}

function notHere(what: string): Fault {
  return refused(`The local AWS ${what}.`);
}
