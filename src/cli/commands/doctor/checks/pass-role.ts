import { denials } from "../../../../watch/diagnose/simulate.ts";
import { failed, ok, warning, type Check } from "../check.ts";
import { operatorStatements } from "../policy/operator-statements.ts";
import { merged } from "../policy/statement.ts";

/** Whether the caller may hand the roles over to API Gateway, and to Firehose. */
export const passRole: Check = {
  name: "pass-role",
  title: "PassRole",
  needs: ["caller"],
  async run(patient) {
    const ctx = await patient.context();
    const statements = merged(operatorStatements(ctx)).filter(({ passedTo }) => passedTo !== undefined);
    const denied = await denials(ctx.clients, ctx.identity, statements);
    if (denied === undefined)
      return warning(
        "Whether roles may be passed to API Gateway (iam:PassRole) shows only when it is done.",
        "Allow iam:SimulatePrincipalPolicy on yourself, and this says it.",
      );
    const services = (resource: string): string =>
      statements.find(({ resources }) => resources.includes(resource))?.passedTo?.join(" and ") ?? "the service";
    const [first] = denied;
    if (first === undefined) return ok("Roles may be passed (iam:PassRole)");
    return failed(
      `AWS denies iam:PassRole on ${first.resource} to ${services(first.resource)}.`,
      `Give ${ctx.identity.arn} what "kinesis-proxy doctor --policy" prints.`,
    );
  },
};
