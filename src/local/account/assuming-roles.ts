import { managedStatements, permissionsPolicy, settledRole, trusts } from "../iam/index.ts";
import type { Role } from "../iam/index.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { Iam } from "../sts/index.ts";
import { principalContext, roleArnsOf, rootArn, timeContext } from "./identity-caller.ts";
import type { Scope } from "./scope.ts";

/** What STS asks of IAM. */
export const assumingRoles: Iam = {
  assumable(scope, roleArn, action, asked) {
    const role = settledRole(scope.account, roleArn);
    return role !== undefined && mayAssume(scope, role, action, asked) ? role : undefined;
  },
  assumableBy(account, roleArn, names, asked) {
    const role = settledRole(account, roleArn);
    if (role === undefined) return undefined;
    const context = { ...timeContext(account), ...asked };
    const verdict = trusts(role, { type: "Federated", names }, context, "sts:AssumeRoleWithWebIdentity");
    return verdict === "allowed" ? role : undefined;
  },
  readPolicy: (document) => permissionsPolicy(document).statements,
  managedPolicy: ({ account }, arn) => managedStatements(account, arn),
};

/** Trust in the caller by name is enough; trust in the whole account needs a permission of the caller as well. */
function mayAssume(scope: Scope, role: Role, action: string, asked: PolicyContext): boolean {
  const { account, caller } = scope;
  const context = principalContext(account, caller.arn, caller.userId, asked);
  const root = rootArn(scope.partition, account);
  const own = caller.arn === root ? [root] : [caller.arn, ...roleArnsOf(caller.arn)];
  const byName = trusts(role, { type: "AWS", names: own }, context, action);
  if (byName !== "none") return byName === "allowed";
  const asAccount = trusts(role, { type: "AWS", names: [...own, root, account.id] }, context, action);
  return asAccount === "allowed" && caller.allows(action, role.arn);
}
