import { readAllowPolicy } from "../policies.ts";
import { CliError } from "../../engine/errors.ts";

/** What is to be deployed. */
export interface Deployable {
  /** The integration's responses, by status. */
  readonly responses: Readonly<Record<string, { readonly selectionPattern: string }>>;
  /** The authorization of each method. */
  readonly authorizations: readonly string[];
  /** The resource policy as JSON text, "" for none. */
  readonly policy: string;
  readonly restApiId: string;
  /** Gateway responses that turn a refusal into success. */
  readonly lies: readonly string[];
}

/** Refuses to deploy what would lose records or let in callers that IAM does not know. */
export function refuseUnsafe({ responses, authorizations, policy, restApiId, lies }: Deployable): void {
  refuseHalfMade(responses);
  if (authorizations.includes("AWS_IAM")) refuseOpened(policy, restApiId);
  if (lies.length > 0)
    throw new CliError(`A gateway response turns refusals into success (${lies.join(", ")}).`, {
      hint: "Take it away with delete-gateway-response of `aws apigateway`, and run the same command again.",
    });
}

/** Without one of these, a record would be stored and its sender told 500, or one refused and its sender told 200. */
function refuseHalfMade(responses: Deployable["responses"]): void {
  const patterns = Object.values(responses).map(({ selectionPattern }) => selectionPattern);
  if (patterns.includes("") && patterns.some(isForSuccess)) return;
  throw new CliError("The route lacks the responses that tell a stored record from a refused one.", {
    hint: 'Run "kinesis-proxy put-integration" first, or "kinesis-proxy up" for everything.',
  });
}

/** A policy for callers who do not sign lets in everyone who signs, of any account and without any permission. */
function refuseOpened(policy: string, restApiId: string): void {
  const seen = readAllowPolicy(policy, restApiId);
  if (seen === undefined || seen.callers.signed) return;
  throw new CliError("The resource policy lets everyone call who signs, whatever IAM says.", {
    hint: `Run "kinesis-proxy up --auth iam --allow-ips ${seen.cidrs.join(" ")}", or "kinesis-proxy up --auth none".`,
  });
}

/** What JavaScript cannot read is not of this program's making. */
function isForSuccess(pattern: string): boolean {
  try {
    return pattern !== "" && new RegExp(`^(?:${pattern})$`).test("200");
  } catch {
    return false;
  }
}
