import { Fault } from "../fault.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import type { Scope } from "../account/scope.ts";
import { awsManagedPolicy } from "./aws-managed.ts";
import { allOf } from "./kind.ts";
import { identityKinds } from "./kinds.ts";
import { iamStore } from "./store.ts";
import type { Identity, ManagedPolicy } from "./store.ts";

const policyResource = /^policy\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;

/** Throws ValidationError for what is no ARN, InvalidInput for one that no managed policy has. */
export function checkPolicyArn({ partition }: Scope, arn: string): void {
  const [start, of, service, region, account = "", ...resource] = arn.split(":");
  if (start !== "arn" || resource.length === 0)
    throw new Fault("ValidationError", "Invalid ARN:  Could not be parsed!");
  // IAM takes every element at its word since 2024: partition, service, no region, resource.
  const isOne =
    of === partition &&
    service === "iam" &&
    region === "" &&
    /^(\d{12}|aws)$/.test(account) &&
    policyResource.test(resource.join(":"));
  if (!isOne) throw new Fault("InvalidInput", `ARN ${arn} is not valid.`);
}

/** The managed policy of that ARN, the account's own or AWS's. Throws ValidationError, InvalidInput, NoSuchEntity. */
export function findPolicy(scope: Scope, arn: string): ManagedPolicy {
  checkPolicyArn(scope, arn);
  const policy = iamStore(scope.account).policies.get(arn) ?? awsManagedPolicy(arn);
  if (policy === undefined) throw new Fault("NoSuchEntity", `Policy ${arn} was not found.`, 404);
  return policy;
}

/** The same for a policy that is to be attached, which IAM refuses in other words. */
export function policyToAttach(scope: Scope, arn: string): ManagedPolicy {
  try {
    return findPolicy(scope, arn);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "NoSuchEntity") throw error;
    throw new Fault("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`, 404);
  }
}

/** The same for a policy that is to be changed, which cannot be AWS's own. */
export function ownPolicy(scope: Scope, arn: string, action: string): ManagedPolicy {
  const policy = findPolicy(scope, arn);
  if (iamStore(scope.account).policies.get(arn) !== undefined) return policy;
  const message = `User: ${scope.caller.arn} is not authorized to perform: ${action} on resource: policy ${arn}`;
  throw new Fault("AccessDenied", message, 403);
}

/** The ARN that a caller needs permission for. */
export function policyArnResource(_: Scope, input: { readonly PolicyArn: string }): string {
  return input.PolicyArn;
}

/** The ARN of a policy of the account with that name and path. */
export function newArn(scope: Scope, name: string, path = "/"): string {
  return `arn:${scope.partition}:iam::${scope.account.id}:policy${path}${name}`;
}

/** The policy as every operation answers it. */
export function policyMembers(policy: ManagedPolicy, { attached, bounding }: PolicyUses): XmlMembers {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attached.get(policy.arn) ?? 0,
    PermissionsBoundaryUsageCount: bounding.get(policy.arn) ?? 0,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}

/** The policies that a role, user or group has attached. */
export function attachedPolicies(scope: Scope, { attached }: Identity): readonly ManagedPolicy[] {
  return attached.map((arn) => findPolicy(scope, arn));
}

/** An attached policy as lists have it. */
export function attachedMembers({ name, arn }: ManagedPolicy): XmlMembers {
  return { PolicyName: name, PolicyArn: arn };
}

/** How many roles, users and groups have a policy attached, and how many it bounds, by its ARN. */
export interface PolicyUses {
  readonly attached: ReadonlyMap<string, number>;
  readonly bounding: ReadonlyMap<string, number>;
}

/** Who uses the policies of the account now. */
export function policyUses({ account }: Scope): PolicyUses {
  const [attached, bounding] = [new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, arn: string) => counts.set(arn, (counts.get(arn) ?? 0) + 1);
  for (const one of identityKinds.flatMap((kind) => allOf<Identity>(kind, account))) {
    for (const arn of one.attached) count(attached, arn);
    if (one.boundary !== undefined) count(bounding, one.boundary);
  }
  return { attached, bounding };
}
