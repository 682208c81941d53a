import { CreateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import type { Identity } from "../../engine/context.ts";
import type { Clients } from "../../aws/clients.ts";
import { isFault } from "../../aws/faults.ts";
import { policyArn } from "../../aws/arns.ts";

/** Names of what would be made. */
interface Names {
  readonly streamName: string;
  readonly roleName: string;
}

/** The creating calls of a proxy, each with an input that AWS never takes, by the permission that it asks for: who may make the call is
 * told that the input is wrong, who may not is told that. */
export function harmlessCalls(
  { kinesis, iam, apigateway }: Pick<Clients, "kinesis" | "iam" | "apigateway">,
  { streamName, roleName }: Names,
  identity: Identity,
): Readonly<Record<string, () => Promise<unknown>>> {
  const nobody = policyArn(identity, "kinesis-proxy-doctor-asks-for-no-such-policy");
  return {
    // More than any account has. Without a number, AWS makes four.
    "kinesis:CreateStream": () =>
      kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 1_000_000_000 })),
    // Not a trust policy.
    "iam:CreateRole": () => iam.send(new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument: "{}" })),
    "iam:CreatePolicy": () => iam.send(new CreatePolicyCommand({ PolicyName: roleName, PolicyDocument: "{}" })),
    "iam:AttachRolePolicy": () => iam.send(new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: nobody })),
    // "Description cannot be an empty string"
    "apigateway:POST": () => apigateway.send(new CreateRestApiCommand({ name: roleName, description: "" })),
  };
}

/** Which of these calls AWS denies. Whatever else it says of them, it does not deny them. */
export async function deniedOf(calls: Readonly<Record<string, () => Promise<unknown>>>): Promise<readonly string[]> {
  const asked = Object.entries(calls).map(async ([action, call]) => {
    try {
      await call();
      return [];
    } catch (error) {
      return isDenial(error) ? [action] : [];
    }
  });
  return (await Promise.all(asked)).flat();
}

/** Does AWS say that the caller may not? */
export function isDenial(error: unknown): boolean {
  return ["AccessDenied", "Unauthorized", "UnauthorizedOperation", "AuthorizationError"].some((name) =>
    isFault(error, name),
  );
}

/** The action that such an error denies, such as `kinesis:CreateStream`. */
export function deniedAction(error: unknown): string {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(String(error))?.[1] ?? "a permission";
}
