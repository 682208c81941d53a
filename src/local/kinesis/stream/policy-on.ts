import type { Statement } from "../../policy/policy.ts";
import type { Stream } from "./stream.ts";

/** What the policy says of the stream or consumer with that ARN, which is the stream itself or below it; undefined where there is
 * no policy. */
export function policyOn(stream: Stream | undefined, arn: string, now: number): readonly Statement[] | undefined {
  if (stream === undefined || (stream.policy === undefined && stream.consumers.size === 0)) return undefined;
  if (stream.gone !== undefined && now >= stream.gone) return undefined;
  if (arn === stream.arn) return stream.policy?.statements;
  return [...stream.consumers.values()].find((consumer) => consumer.arn === arn)?.policy?.statements;
}
