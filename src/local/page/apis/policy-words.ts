import type { Condition } from "../../policy/condition.ts";
import { parsePolicy } from "../../policy/policy.ts";
import type { Statement } from "../../policy/policy.ts";

const SHOWN = 5;

/** A sentence for each statement of a resource policy. */
export function policyWords(policy: string | undefined): readonly string[] {
  if (policy === undefined || policy === "") return [];
  try {
    return parsePolicy(policy).map(statementWords);
  } catch {
    return ["The policy cannot be read."];
  }
}

function statementWords({ effect, principals, conditions }: Statement): string {
  const who =
    principals === undefined || principals.everyone || principals.names["AWS"]?.includes("*") === true
      ? "everybody"
      : listed(Object.values(principals.names).flat());
  const verb = effect === "Allow" ? "Allows" : "Denies";
  return `${[verb, principals?.except === true ? `all but ${who}` : who, ...conditions.map(conditionWords)].join(" ")}.`;
}

function conditionWords({ operator, key, values }: Condition): string {
  const isAddress = key.toLowerCase() === "aws:sourceip";
  if (isAddress && operator === "IpAddress") return `from ${listed(values)}`;
  if (isAddress && operator === "NotIpAddress") return `from elsewhere than ${listed(values)}`;
  return `where ${operator} ${key} ${listed(values)}`;
}

function listed(values: readonly string[]): string {
  const more = values.length > SHOWN ? ` and ${values.length - SHOWN} more` : "";
  return `${values.slice(0, SHOWN).join(", ")}${more}`;
}
