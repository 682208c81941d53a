import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { randomUuid } from "../../protocols/random-uuid.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { trustPolicy } from "../documents/policy-document.ts";
import { arnOf, begin, remove, save } from "../kind.ts";
import { roles } from "../kinds.ts";
import * as parameter from "../parameters.ts";
import { roleMembers } from "../role.ts";
import { serviceLinked } from "../service-linked.ts";
import { iamStore } from "../store.ts";
import type { Role } from "../store.ts";
import { about } from "./about.ts";

/** The role that a service uses in this account, with the policy that AWS gives it. */
export const createServiceLinkedRole = queryOperation(
  "CreateServiceLinkedRole",
  {
    AWSServiceName: required(text({ min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` })),
    Description: parameter.roleDescription,
    CustomSuffix: text({ min: 1, max: 64, pattern: String.raw`[\w+=,.@-]+` }),
  },
  (scope, { AWSServiceName: service, Description: description, CustomSuffix: suffix }) => {
    const { account, partition } = scope;
    const known = serviceLinked.find((one) => one.service === service);
    if (known === undefined) {
      throw new Fault("AccessDenied", `Cannot find Service Linked Role template for ${service}`, 403);
    }
    if (suffix !== undefined && !known.takesSuffix) {
      throw new Fault("InvalidInput", `Custom suffix is not allowed for ${service}`);
    }
    const name = suffix === undefined ? known.roleName : `${known.roleName}_${suffix}`;
    if (iamStore(account).roles.get(name) !== undefined) {
      const message = `Service role name ${name} has been taken in this account, please try a different suffix.`;
      throw new Fault("InvalidInput", message);
    }
    const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
    const role: Role = {
      ...begin(roles, scope, name, `/aws-service-role/${service}/`),
      trust: trustPolicy(JSON.stringify({ Version: "2012-10-17", Statement: [statement] })),
      ...(description === undefined ? {} : { description }),
      maxSessionSeconds: 3600,
      inline: new Map(),
      attached: [`arn:${partition}:iam::aws:policy/aws-service-role/${known.policyName}`],
    };
    save(roles, account, role);
    return { Role: { ...roleMembers(role), MaxSessionDuration: undefined } };
  },
  (scope, { AWSServiceName }) => arnOf(roles, scope, "*", `/aws-service-role/${AWSServiceName}/`),
);

/** Done at once, though AWS does it in the background. */
export const deleteServiceLinkedRole = about(roles, "DeleteServiceLinkedRole", {}, ({ account }, { name, path }) => {
  if (!path.startsWith("/aws-service-role/")) {
    throw new Fault("NoSuchEntity", `The role with name ${name} cannot be found.`, 404);
  }
  const task = `task${path}${name}/${randomUuid()}`;
  iamStore(account).deletions.add(task);
  remove(roles, account, name);
  return { DeletionTaskId: task };
});

export const getServiceLinkedRoleDeletionStatus = queryOperation(
  "GetServiceLinkedRoleDeletionStatus",
  { DeletionTaskId: required(text({ min: 1, max: 1000 })) },
  ({ account }, { DeletionTaskId }) => {
    if (iamStore(account).deletions.has(DeletionTaskId)) return { Status: "SUCCEEDED" };
    throw new Fault("NoSuchEntity", `Deletion task ${DeletionTaskId} cannot be found.`, 404);
  },
  () => "*",
);
