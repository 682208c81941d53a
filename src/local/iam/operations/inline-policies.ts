import { required } from "../../shape/structure.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { countedLength, encodedDocument, permissionsPolicy } from "../policy-document.ts";
import { findRole, roleResource } from "../role.ts";
import { putRole } from "../store.ts";

const mostInlineCharacters = 10_240;

const byName = { RoleName: required(parameter.roleName), PolicyName: required(parameter.policyName) };

export const putRolePolicy = queryOperation(
  "PutRolePolicy",
  { ...byName, PolicyDocument: required(parameter.document) },
  (scope, input) => {
    const role = findRole(scope, input.RoleName);
    const inline = new Map(role.inline).set(input.PolicyName, permissionsPolicy(input.PolicyDocument));
    const characters = [...inline.values()].reduce((sum, one) => sum + countedLength(one), 0);
    if (characters > mostInlineCharacters) {
      throw new Fault(
        "LimitExceeded",
        `Maximum policy size of ${mostInlineCharacters} bytes exceeded for role ${role.name}`,
        409,
      );
    }
    putRole(scope.account, role.name, { ...role, inline });
    return undefined;
  },
  roleResource,
);

export const getRolePolicy = queryOperation(
  "GetRolePolicy",
  byName,
  (scope, { RoleName, PolicyName }) => {
    const document = findRole(scope, RoleName).inline.get(PolicyName);
    if (document === undefined) throw noInlinePolicy(PolicyName);
    return { RoleName, PolicyName, PolicyDocument: encodedDocument(document) };
  },
  roleResource,
);

export const deleteRolePolicy = queryOperation(
  "DeleteRolePolicy",
  byName,
  (scope, { RoleName, PolicyName }) => {
    const role = findRole(scope, RoleName);
    const inline = new Map(role.inline);
    if (!inline.delete(PolicyName)) throw noInlinePolicy(PolicyName);
    putRole(scope.account, role.name, { ...role, inline });
    return undefined;
  },
  roleResource,
);

export const listRolePolicies = queryOperation(
  "ListRolePolicies",
  { RoleName: required(parameter.roleName), ...parameter.paging },
  (scope, input) => {
    const names = [...findRole(scope, input.RoleName).inline.keys()].sort();
    const { items, end } = page(names, input, (name) => name);
    return { PolicyNames: items, ...end };
  },
  roleResource,
);

function noInlinePolicy(name: string): Fault {
  return new Fault("NoSuchEntity", `The role policy with name ${name} cannot be found.`, 404);
}
