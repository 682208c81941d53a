import { s3Fault } from "../faults.ts";
import { InvalidPolicy, parsePolicy } from "../../policy/policy.ts";
import type { Statement } from "../../policy/policy.ts";

const mostBytes = 20_480;

/** The statements of a bucket's policy. Throws MalformedPolicy in S3's words. */
export function checkBucketPolicy(text: string, bucket: string): readonly Statement[] {
  if (!text.startsWith("{")) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  if (Buffer.byteLength(text) > mostBytes) throw s3Fault("PolicyTooLarge", "Policy document exceeds maximum size");
  const statements = parsed(text);
  for (const { actions, resources, principals } of statements) {
    if (principals === undefined) throw malformed("Missing required field Principal");
    if (resources === undefined) throw malformed("Missing required field Resource");
    if (!actions.patterns.every((action) => action === "*" || action.startsWith("s3:") || action === "s3*")) {
      throw malformed("Policy has invalid action");
    }
    const own = new RegExp(`^(?:\\*|arn:[^:]+:s3:::(?:${bucket.replaceAll(".", "\\.")}(?:/.*)?|[^/]*\\*.*))$`, "s");
    if (!resources.patterns.every((resource) => own.test(resource))) throw malformed("Policy has invalid resource");
  }
  return statements;
}

// What narrows a statement for everybody so far that S3 does not call it public.
const narrowing =
  /^(?:aws:(?:Principal(?:Arn|Account|OrgID|OrgPaths)|Source(?:Arn|Vpc|Vpce|Account|Owner|Ip|OrgID)|userid|VpcSourceIp)|s3:DataAccessPoint(?:Account|Arn)|s3:x-amz-server-side-encryption-aws-kms-key-id)$/i;

/** Does a statement let everybody in? */
export function isPublic(statements: readonly Statement[]): boolean {
  return statements.some(({ effect, principals, conditions }) => {
    if (effect !== "Allow" || principals === undefined) return false;
    const everybody = principals.everyone || (principals.names["AWS"] ?? []).includes("*") || principals.except;
    const narrow = conditions.some(
      ({ key, operator, values }) =>
        narrowing.test(key) && !/Not/.test(operator) && !values.some((value) => value === "*" || value.endsWith("/0")),
    );
    return everybody && !narrow;
  });
}

function parsed(text: string): readonly Statement[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if ((document as { Statement?: unknown }).Statement === undefined)
    throw malformed("Missing required field Statement");
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof InvalidPolicy) throw malformed("Policy has invalid syntax");
    throw error;
  }
}

function malformed(message: string): Error {
  return s3Fault("MalformedPolicy", message);
}
