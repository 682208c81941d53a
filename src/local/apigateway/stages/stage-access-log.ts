import type { StageRecord } from "./stage-definition.ts";
import { badRequest } from "../faults.ts";
import { noLoggingRole } from "./logging-role.ts";
import type { StagePatchContext } from "./stage-patch-context.ts";
import { nothingToRemove } from "./stage-paths.ts";
import { without } from "../without.ts";

/** UpdateStage below `/accessLogSettings`: either member may be set, in any order; both are removed together. */
export function patchAccessLog(
  stage: StageRecord,
  op: "add" | "replace" | "remove",
  segments: readonly string[],
  value: string | undefined,
  { cloudwatchRoleArn }: StagePatchContext,
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
  else checkDestination(value, cloudwatchRoleArn);
  const given = name === "destinationArn" ? value.replace(/:\*$/, "") : value;
  return { ...stage, accessLogSettings: { ...stage.accessLogSettings, [name]: given } };
}

function checkFormat(format: string): void {
  if (/[\r\n]/.test(format.replace(/\r?\n$/, ""))) {
    const rule = "Access Log format must be single line, new line character is allowed only at end of the format";
    throw badRequest(`${rule}: '${format}'`);
  }
  if (/\$context\.(?:requestId|extendedRequestId)(?![\w.])/.test(format)) return;
  throw badRequest(
    "Access Log format must contain a request ID, such as $context.requestId or $context.extendedRequestId",
  );
}

/** That the log group exists is not checked. A delivery stream is written to without the account's role. */
function checkDestination(arn: string, roleArn: string | undefined): void {
  if (/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:]+(?::\*)?$/.test(arn)) {
    if (roleArn === undefined) throw noLoggingRole();
    return;
  }
  if (/^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\/amazon-apigateway-.+$/.test(arn)) return;
  throw badRequest("Invalid ARN specified in the request");
}
