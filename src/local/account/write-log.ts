import type { Account } from "./account.ts";
import { serviceCaller } from "./callers.ts";
import type { DeployedApi } from "./deployed.ts";
import { jsonCall } from "./json-call.ts";
import { logSink } from "./log-sink.ts";
import type { LogEvent } from "./log-sink.ts";
import { loggingRole } from "../apigateway/index.ts";
import type { Platform, ServiceCall } from "../execute-api/platform.ts";

/** Writes the lines of an API's logs into their destination, a delivery stream by `call`. */
export function logWriter(account: Account, call: Platform["call"]): Platform["log"] {
  return (api, destination, stream, events) => {
    const delivery = /^arn:[^:]+:firehose:([^:]+):\d*:deliverystream\/(.+)$/.exec(destination);
    if (delivery === null) return writeGroup(account, api, destination, stream, events);
    const [, region = "", name = ""] = delivery;
    for (let at = 0; at < events.length; at += mostRecords)
      void call(putRecordBatch(api, region, name, events.slice(at, at + mostRecords)));
  };
}

/** As the account's role for logs, and not at all where that may not. A group is made for execution logs alone. */
function writeGroup(
  account: Account,
  { region, partition, accountId }: DeployedApi,
  destination: string,
  stream: string,
  events: readonly LogEvent[],
): void {
  const role = loggingRole(account, region);
  const caller = role === undefined ? undefined : serviceCaller(account, role, "apigateway.amazonaws.com");
  const group = /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)/.exec(destination)?.[1];
  const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${group ?? destination}:log-stream:${stream}`;
  if (caller?.allows("logs:PutLogEvents", arn) !== true) return;
  account.corner(logSink, "").put(region, group ?? destination, stream, events, group === undefined);
}

/** PutRecordBatch takes no more. */
const mostRecords = 500;

/** A delivery stream is written to by API Gateway's own service-linked role. */
function putRecordBatch(api: DeployedApi, region: string, name: string, events: readonly LogEvent[]): ServiceCall {
  const role = "AWSServiceRoleForAPIGateway";
  const arn = `arn:${api.partition}:sts::${api.accountId}:assumed-role/${role}/BackplaneAssumeRoleSession`;
  const Records = events.map(({ message }) => ({ Data: Buffer.from(message).toString("base64") }));
  const authority = {
    arn,
    userId: role,
    accessKeyId: "",
    allows: (action: string) => action === "firehose:PutRecordBatch",
  };
  return jsonCall({ service: "firehose", region, authority }, "PutRecordBatch", { DeliveryStreamName: name, Records });
}
