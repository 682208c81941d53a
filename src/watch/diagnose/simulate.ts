import { GetRoleCommand, paginateSimulatePrincipalPolicy } from "@aws-sdk/client-iam";
import type { EvaluationResult } from "@aws-sdk/client-iam";
import type { Identity } from "../../engine/context.ts";
import type { Clients } from "../../aws/clients.ts";
import { roleArn } from "../../aws/arns.ts";
import { unless } from "../../aws/faults.ts";

/** Actions on resources, as a statement of a policy has them. */
export interface Question {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The service that a role is passed to. */
  readonly passedTo?: readonly string[] | undefined;
}

/** An action that the caller may not do. */
export interface Denial {
  readonly action: string;
  readonly resource: string;
  /** A statement says no, of the caller, a boundary or the organization; else none says yes. */
  readonly explicit: boolean;
}

const shut = ["AccessDenied", "Unauthorized", "NoSuchEntity", "InvalidInput", "InvalidAction", "UnknownOperation"];

/** Has IAM say what of this the caller may not do; undefined where it does not say: the caller may not ask, or is none that it can say it
 * of. The account's root may do everything. */
export async function denials(
  { iam }: Pick<Clients, "iam">,
  identity: Identity,
  questions: readonly Question[],
): Promise<readonly Denial[] | undefined> {
  if (identity.arn.endsWith(":root")) return [];
  return unless(shut, async () => {
    const PolicySourceArn = await principalOf(iam, identity);
    const answers = await Promise.all(
      questions.map(async ({ actions, resources, passedTo }) => {
        const input = {
          PolicySourceArn,
          ActionNames: [...actions],
          ResourceArns: resources.map(example),
          ...(passedTo !== undefined && {
            ContextEntries: [
              {
                ContextKeyName: "iam:PassedToService",
                ContextKeyType: "string" as const,
                ContextKeyValues: [...passedTo],
              },
            ],
          }),
        };
        const denied: Denial[] = [];
        for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy({ client: iam }, input))
          for (const one of EvaluationResults)
            for (const { resource, decision } of decisions(one))
              if (decision !== "allowed")
                denied.push({ action: one.EvalActionName ?? "", resource, explicit: decision === "explicitDeny" });
        return denied;
      }),
    );
    return answers.flat();
  });
}

/** IAM answers once for each action, and says within it what holds for each resource. */
function decisions({ EvalResourceName, EvalDecision, ResourceSpecificResults = [] }: EvaluationResult) {
  if (ResourceSpecificResults.length === 0) return [{ resource: EvalResourceName ?? "*", decision: EvalDecision }];
  return ResourceSpecificResults.map((one) => ({
    resource: one.EvalResourceName ?? "*",
    decision: one.EvalResourceDecision,
  }));
}

/** One of the resources that a pattern means: IAM takes a `*` in a resource for the character. */
function example(pattern: string): string {
  return pattern === "*" ? pattern : pattern.replaceAll("*", "any");
}

/** Whose policies count: those of the role, for a session of it. Its ARN leaves out the role's path. */
async function principalOf(iam: Clients["iam"], identity: Identity): Promise<string> {
  const [, name] = /:assumed-role\/([^/]+)\//.exec(identity.arn) ?? [];
  if (name === undefined) return identity.arn;
  const seen = await unless(shut, () => iam.send(new GetRoleCommand({ RoleName: name })));
  return seen?.Role?.Arn ?? roleArn(identity, name);
}
