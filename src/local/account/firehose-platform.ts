import type { FirehosePlatform } from "../firehose/index.ts";
import { Fault } from "../fault.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { kinesisOperations } from "../kinesis/index.ts";
import { serviceCaller } from "./callers.ts";
import { logSink } from "./log-sink.ts";
import { innerCall } from "./inner-calls.ts";

const streams = new Map(kinesisOperations.map(({ name, run }) => [name, run]));

/** What Firehose sees of the account: roles that trust it, Kinesis and S3. */
export const firehosePlatform: FirehosePlatform = {
  log({ account, region }, group, stream, event) {
    account.corner(logSink, "").put(region, group, stream, [event]);
  },
  assume: (account, roleArn) => serviceCaller(account, roleArn, "firehose.amazonaws.com"),
  stream(scope, operation, input) {
    // Each answers as its line in `StreamAnswers` says.
    return streams.get(operation)!(scope, input) as never;
  },
  async put({ account, region, caller }, { bucket, key, body, contentType, contentEncoding }) {
    const headers = {
      "content-type": contentType,
      "content-length": String(body.length),
      ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
    };
    const path = `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
    const request: WireRequest = {
      method: "PUT",
      path,
      query: "",
      headers,
      rawHeaders: Object.entries(headers).flat(),
      body,
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    };
    const answer = await innerCall(account, { service: "s3", region, authority: caller, request, by: "Firehose" });
    if (answer === undefined || answer.status >= 300) throw faultIn(answer);
  },
};

function faultIn(answer: WireResponse | undefined): Fault {
  const text = String(answer?.body ?? "");
  const [, code = "ServiceUnavailable"] = /<Code>([^<]*)<\/Code>/.exec(text) ?? [];
  const [, message = "Please reduce your request rate."] = /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  return new Fault(code, message, answer?.status ?? 503);
}
