import type { Context } from "../../../../steps/context.ts";
import { operatorStatements } from "./operator-statements.ts";
import { countedSize, MOST, policyDocument } from "./statement.ts";

/** Prints the policy that the operator of this proxy needs, ready for `aws iam create-policy`; `named` changes ARNs. */
export function printPolicy(ctx: Context, named: (arn: string) => string = (arn) => arn): void {
  const statements = operatorStatements(ctx).map((one) => ({ ...one, resources: one.resources.map(named) }));
  const document = policyDocument(statements);
  const size = countedSize(document);
  const { config, report } = ctx;
  if (size > MOST)
    report.event({
      type: "warning",
      text: `This policy has ${size} characters, and a managed policy takes ${MOST}: make two of its statements, or an inline policy of a role, which takes 10240.`,
    });
  else
    report.event({
      type: "note",
      text: `What "kinesis-proxy doctor --policy" prints, saved as policy.json, becomes a policy with: aws iam create-policy --policy-name ${config.name}-operator --policy-document file://policy.json`,
    });
  report.result(document, [JSON.stringify(document, null, 2)]);
}
