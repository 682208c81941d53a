import { checkActions, checkLegacy, InvalidPolicy } from "../../policy/policy.ts";
import type { ReadPolicy, Statement } from "../../policy/policy.ts";
import { failsLegacyParsing, resourceProblem } from "./check-resource.ts";

/** Throws InvalidPolicy for what is no permissions policy, in IAM's words and in the order in which it looks. */
export function checkPermissions({ statements }: ReadPolicy): void {
  const resources = statements.flatMap((one) => one.resources?.patterns ?? []);
  const problem = resources.map(resourceProblem).find((one) => one !== undefined);
  checkLegacy(statements);
  if (problem === undefined && resources.some(failsLegacyParsing)) {
    throw new InvalidPolicy("The policy failed legacy parsing");
  }
  if (statements.some(({ principals }) => principals !== undefined)) {
    throw new InvalidPolicy("Policy document should not specify a principal.");
  }
  checkSids(statements);
  checkActions(statements);
  if (problem !== undefined) throw new InvalidPolicy(problem);
  for (const { actions } of statements) actions.patterns.forEach(checkAction);
  if (statements.some((one) => (one.resources?.patterns ?? []).length === 0)) {
    throw new InvalidPolicy("Policy statement must contain resources.");
  }
}

/** Throws InvalidPolicy for what is no trust policy, in IAM's words. */
export function checkTrust({ statements }: ReadPolicy): void {
  checkLegacy(statements);
  checkActions(statements);
  statements.forEach(checkTrustStatement);
  checkSids(statements);
}

function checkTrustStatement({ principals, actions, resources }: Statement): void {
  if (resources !== undefined) throw new InvalidPolicy("Has prohibited field Resource");
  if (principals === undefined) throw new InvalidPolicy("Missing required field Principal");
  if (!actions.patterns.every((action) => action === "*" || action.startsWith("sts:"))) {
    throw new InvalidPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
  }
  for (const service of principals.names["Service"] ?? []) {
    if (!/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|aws)$/.test(service)) {
      throw new InvalidPolicy(`Invalid principal in policy: "SERVICE":"${service}"`);
    }
  }
  for (const name of principals.names["AWS"] ?? []) {
    if (!/^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+|A[A-Z0-9]{15,})$/.test(name)) {
      throw new InvalidPolicy(`Invalid principal in policy: "AWS":"${name}"`);
    }
  }
}

function checkAction(action: string): void {
  if (action === "*") return;
  const [vendor = "", name, ...more] = action.split(":");
  if (name === undefined) {
    throw new InvalidPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
  if (more.length > 0) throw new InvalidPolicy("Actions/Condition can contain only one colon.");
  if (/[^a-z0-9.-]/.test(vendor) && vendor !== "*") throw new InvalidPolicy(`Vendor ${vendor} is not valid`);
}

function checkSids(statements: readonly Statement[]): void {
  const sids = statements.flatMap(({ sid }) => (sid === undefined || sid === "" ? [] : [sid]));
  if (new Set(sids).size < sids.length) {
    throw new InvalidPolicy("Statement IDs (SID) in a single policy must be unique.");
  }
  if (!sids.every((sid) => /^[0-9A-Za-z]*$/.test(sid))) {
    throw new InvalidPolicy(
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    );
  }
}
