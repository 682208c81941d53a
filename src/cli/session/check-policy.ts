import { openCalls } from "../../steps/access/open-calls.ts";
import { allowPolicy } from "../../steps/policies.ts";
import type { Config } from "../../settings/config.ts";
import { UsageError } from "../../engine/errors.ts";

/** The most characters of a resource policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MOST = 8_192;

/** Throws a UsageError when the resource policy for the list of addresses is longer than API Gateway takes: once saved, its resources
 * are whole ARNs. */
export function checkPolicy(config: Config): void {
  const { allowIps = [], auth, cors = [], region } = config;
  const signed = auth === "AWS_IAM";
  const policy = JSON.stringify(
    allowPolicy(allowIps, { signed, preflight: signed && cors.length > 0, open: openCalls(config) }),
  );
  const arn = `arn:aws-us-gov:execute-api:${region}:123456789012:abcdefghij/`;
  const { length } = policy.replaceAll("execute-api:/", arn);
  if (length <= MOST) return;
  throw new UsageError(
    `A resource policy for ${allowIps.length} ranges has ${length} characters, and API Gateway takes ${MOST}.`,
    "Write larger ranges in their place.",
  );
}
