import { Fault } from "../fault.ts";
import type { LogsPlatform } from "../logs/index.ts";
import type { ServiceCall } from "../execute-api/platform.ts";
import type { Account } from "./account.ts";
import { serviceCaller } from "./callers.ts";
import { innerCall } from "./inner-calls.ts";
import { jsonCall } from "./json-call.ts";

/** What CloudWatch Logs sees of the account: roles that trust it, Kinesis and Firehose. */
export const logsPlatform: LogsPlatform = {
  assume({ account, region }, roleArn, sourceArn) {
    const about = { "aws:SourceArn": sourceArn, "aws:SourceAccount": account.id };
    // AWS's documents name the service with a region and without.
    return ["logs.amazonaws.com", `logs.${region}.amazonaws.com`]
      .map((service) => serviceCaller(account, roleArn, service, about))
      .find((caller) => caller !== undefined);
  },
  async put({ account, caller }, targetArn, data, partitionKey) {
    const Data = data.toString("base64");
    const [, region = "", name] = /^arn:[^:]+:firehose:([^:]+):\d+:deliverystream\/(.+)$/.exec(targetArn) ?? [];
    const about = { authority: caller, by: "CloudWatch Logs" };
    if (name === undefined) {
      const stream = { StreamARN: targetArn, PartitionKey: partitionKey, Data };
      const call = { ...about, service: "kinesis", region: targetArn.split(":")[3] ?? "" } as const;
      await perform(account, jsonCall(call, "PutRecord", stream));
    } else {
      const record = { DeliveryStreamName: name, Record: { Data } };
      await perform(account, jsonCall({ ...about, service: "firehose", region }, "PutRecord", record));
    }
  },
};

/** Throws what the service answers, ServiceUnavailable where the connection is cut. */
async function perform(account: Account, asked: ServiceCall): Promise<void> {
  const answer = await innerCall(account, asked);
  if (answer === undefined) throw new Fault("ServiceUnavailable", "The connection was closed.", 503);
  if (answer.status < 300) return;
  const { __type: code, message } = JSON.parse(String(answer.body)) as Readonly<Record<string, string>>;
  throw new Fault(code ?? "InternalFailure", message ?? "", answer.status);
}
