import { newStream } from "../../../../steps/stream/stream-facts.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { resource, tagList, type Resource } from "./resource.ts";

/** The stream. */
export function streamResources({ config, own, stream }: ProxyFacts): readonly Resource[] {
  if (!own.has("stream")) return [];
  const { mode, shards, retention, "max-record-size": maxRecordSize, "kms-key": kmsKey } = stream;
  const made = newStream({
    ...config,
    mode: mode === "ON_DEMAND" ? "ON_DEMAND" : "PROVISIONED",
    shards,
    maxRecordSize,
  });
  return [
    resource("Stream", "AWS::Kinesis::Stream", {
      Name: made.StreamName,
      StreamModeDetails: made.StreamModeDetails,
      ShardCount: made.ShardCount,
      RetentionPeriodHours: retention,
      MaxRecordSizeInKiB: made.MaxRecordSizeInKiB,
      StreamEncryption: kmsKey ? { EncryptionType: "KMS", KeyId: kmsKey } : undefined,
      Tags: tagList(made.Tags),
    }),
  ];
}
