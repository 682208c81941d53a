import { deniedAction, deniedOf, harmlessCalls, isDenial } from "../../../../watch/diagnose/harmless-calls.ts";
import { denials, type Denial } from "../../../../watch/diagnose/simulate.ts";
import type { Context } from "../../../../steps/context.ts";
import { proxy } from "../../../../steps/index.ts";
import { failed, ok, warning, type Check, type Finding } from "../check.ts";
import { operatorStatements } from "../policy/operator-statements.ts";
import { merged } from "../policy/statement.ts";

/** Every action that the proxy needs as it is configured: IAM's simulation says of each whether the caller may, and where the caller may
 * not ask it, calls that change nothing show what they can. */
export const permissions: Check = {
  name: "permissions",
  title: "Permissions",
  needs: ["caller"],
  async run(patient) {
    const ctx = await patient.context();
    const statements = merged(
      operatorStatements(ctx).filter(({ passedTo, sid }) => passedTo === undefined && sid !== "Doctor"),
    );
    const denied = await denials(ctx.clients, ctx.identity, statements);
    if (denied !== undefined) {
      const count = new Set(statements.flatMap(({ actions }) => actions)).size;
      return denied.length === 0 ? ok(`All ${count} permissions that it needs`) : [lacking(denied, ctx)];
    }
    const seen = [
      ...new Set([
        ...(await deniedLooks(ctx)),
        ...(await deniedOf(harmlessCalls(ctx.clients, ctx.config, ctx.identity))),
      ]),
    ];
    if (seen.length > 0) return failed(`AWS denies ${listed(seen)}.`, hintFor(ctx));
    return warning(
      "What was tried is allowed; of the other permissions nothing can be said.",
      "Allow iam:SimulatePrincipalPolicy on yourself, and this says each.",
    );
  },
};

function lacking(denied: readonly Denial[], ctx: Context): Finding {
  const actions = [...new Set(denied.map(({ action }) => action))];
  const [first] = denied;
  const where = actions.length === 1 && first !== undefined ? ` on ${first.resource}` : "";
  const why = denied.some(({ explicit }) => explicit)
    ? " A policy says Deny: of the caller, a boundary or the organization."
    : "";
  return failed(`AWS denies ${listed(actions)}${where}.${why}`, hintFor(ctx));
}

function hintFor({ identity }: Context): string {
  return `Give ${identity.arn} what "kinesis-proxy doctor --policy" prints.`;
}

function listed(actions: readonly string[]): string {
  const most = 12;
  const shown = actions.slice(0, most).join(", ");
  return actions.length > most ? `${shown} and ${actions.length - most} more` : shown;
}

/** The reading calls of the steps that AWS denies. */
async function deniedLooks(ctx: Context): Promise<readonly string[]> {
  const all = proxy
    .filter((step) => step.asked(ctx) === true && step.within === undefined)
    .map(async (step): Promise<readonly string[]> => {
      try {
        await step.find(ctx);
        return [];
      } catch (error) {
        return isDenial(error) ? [deniedAction(error)] : [];
      }
    });
  return (await Promise.all(all)).flat();
}
