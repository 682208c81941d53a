import type { Verdict } from "./policy.ts";
import type { PolicyContext } from "./variables.ts";

/** What each kind of a caller's own policies says. Absent are kinds that the caller has no policies of. */
export interface Rulings {
  readonly identity: Verdict;
  readonly boundary?: Verdict;
  readonly session?: Verdict;
}

/** Why a request is refused: by an explicit deny in that kind of policies, or since none of them allows it. */
export interface Denial {
  readonly by: keyof Rulings | "resource";
  readonly explicit: boolean;
}

/** Who asks, and what their own policies say. */
export interface Asking {
  readonly arn: string;
  allows(action: string, resource: string, about?: PolicyContext): boolean;
  rulings?(action: string, resource: string, about?: PolicyContext): Rulings;
}

/** An explicit deny wins, and every kind that there is has to allow. */
export function verdictOf({ identity, boundary = "allowed", session = "allowed" }: Rulings): Verdict {
  if (identity === "denied" || boundary === "denied" || session === "denied") return "denied";
  return identity === "allowed" && boundary === "allowed" && session === "allowed" ? "allowed" : "none";
}

/** What a caller's own policies say. */
export function rulingsOf(asking: Asking, action: string, resource: string, about?: PolicyContext): Rulings {
  const told = asking.rulings?.(action, resource, about);
  return told ?? { identity: asking.allows(action, resource, about) ? "allowed" : "none" };
}

const own = ["identity", "boundary", "session"] as const;

/** Why those policies refuse; undefined where they allow. AWS names one kind only, and explicit denies first. */
export function denialOf(rulings: Rulings): Denial | undefined {
  const explicit = own.find((kind) => rulings[kind] === "denied");
  if (explicit !== undefined) return { by: explicit, explicit: true };
  const silent = own.find((kind) => rulings[kind] === "none");
  return silent && { by: silent, explicit: false };
}

const kinds = {
  identity: "identity-based policy",
  boundary: "permissions boundary",
  session: "session policy",
  resource: "resource-based policy",
} as const;

/** The end of AWS's sentence, by which whoever reads it knows the policies to look at.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denialWords({ by, explicit }: Denial, action: string): string {
  if (!explicit) return `because no ${kinds[by]} allows the ${action} action`;
  return `with an explicit deny in ${by === "identity" ? "an" : "a"} ${kinds[by]}`;
}

/** AWS's sentence to a caller whose own policies do not allow that. */
export function deniedWords(asking: Asking, action: string, resource: string, about?: PolicyContext): string {
  const why = denialOf(rulingsOf(asking, action, resource, about)) ?? { by: "identity", explicit: false };
  return deniedBy(why, asking.arn, action, resource);
}

/** AWS's sentence to a caller who is refused for that reason. */
export function deniedBy(denial: Denial, arn: string, action: string, resource: string): string {
  return `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${denialWords(denial, action)}`;
}
