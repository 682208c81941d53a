import { roleToMake } from "../../../../steps/role/make-shell.ts";
import { role } from "../../../../steps/role/role.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { reference } from "./reference.ts";
import { resource, type Resource } from "./resource.ts";

/** The role that API Gateway assumes, and its policy. */
export function roleResources({ config, own, known, rolePolicy }: ProxyFacts): readonly Resource[] {
  if (!own.has("role")) return [];
  const made = roleToMake(config, known.get(role)?.ids.name ?? config.roleName);
  return [
    resource("Role", "AWS::IAM::Role", made),
    resource("Policy", "AWS::IAM::ManagedPolicy", {
      ManagedPolicyName: made.RoleName,
      PolicyDocument: rolePolicy,
      Roles: [reference("Role", "Name")],
      Tags: made.Tags,
    }),
  ];
}
