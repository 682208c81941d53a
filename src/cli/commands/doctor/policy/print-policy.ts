import type { Session } from "../../../session.ts";
import { operatorStatements } from "./operator-statements.ts";
import { countedSize, MOST, policyDocument } from "./statement.ts";

/** Prints the policy that the operator of this proxy needs, ready for `aws iam create-policy`. */
export function printPolicy(session: Session): void {
  const document = policyDocument(operatorStatements(session));
  const size = countedSize(document);
  const { config, report } = session;
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
