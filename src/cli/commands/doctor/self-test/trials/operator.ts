import { denials } from "../../../../../watch/diagnose/simulate.ts";
import { operatorStatements } from "../../policy/operator-statements.ts";
import { merged } from "../../policy/statement.ts";
import { verdict, type Trial } from "../trial.ts";

/** Whether IAM knows every documented action, and lets this caller do it. */
export const operator: Trial = {
  name: "permissions",
  what: "every action of the operator's policy, by iam:SimulatePrincipalPolicy",
  expected: "none is denied",
  run: (lab) =>
    lab.session(async (session) => {
      const denied = await denials(session.clients, session.identity, merged(operatorStatements(session)));
      if (denied === undefined) return { result: "unknown", seen: "IAM does not say (iam:SimulatePrincipalPolicy)" };
      const actions = [...new Set(denied.map(({ action }) => action))];
      return verdict(actions.length === 0, actions.length === 0 ? "none is denied" : `denied: ${actions.join(", ")}`);
    }),
};
