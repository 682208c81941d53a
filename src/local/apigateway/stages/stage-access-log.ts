import type { StageRecord } from "./stage-definition.ts";
import { badRequest } from "../faults.ts";
import { nothingToRemove } from "./stage-paths.ts";
import { without } from "../without.ts";

/** UpdateStage below `/accessLogSettings`: either member may be set, in any order; both are removed together. */
export function patchAccessLog(
  stage: StageRecord,
  op: "add" | "replace" | "remove",
  segments: readonly string[],
  value: string | undefined,
): StageRecord {
  if (op === "remove") {
    if (segments.length > 1) throw nothingToRemove(segments);
    return without(stage, "accessLogSettings");
  }
  const [, name = ""] = segments;
  if (segments.length !== 2 || (name !== "destinationArn" && name !== "format")) {
    const paths = "[/accessLogSettings/destinationArn, /accessLogSettings/format]";
    throw badRequest(`Invalid accessLogSettings path. Must be one of : ${paths}`);
  }
  if (value === undefined || value === "") throw badRequest("Access Log value must not be empty");
  if (name === "format") checkFormat(value);
  else checkDestination(value);
  const given = name === "destinationArn" ? value.replace(/:\*$/, "") : value;
  return { ...stage, accessLogSettings: { ...stage.accessLogSettings, [name]: given } };
}

function checkFormat(format: string): void {
  if (/\$context\.(?:requestId|extendedRequestId)/.test(format)) return;
  throw badRequest(
    "Access Log format must contain a request ID, such as $context.requestId or $context.extendedRequestId",
  );
}

function checkDestination(arn: string): void {
  if (/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:.+$/.test(arn)) return;
  if (/^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\/amazon-apigateway-.+$/.test(arn)) return;
  throw badRequest("Invalid ARN specified in the request");
}
