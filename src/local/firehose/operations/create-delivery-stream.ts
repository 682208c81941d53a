import { authorize, inUse, invalid, namedOperation } from "../call.ts";
import type { Call } from "../call.ts";
import { Fault } from "../../fault.ts";
import type { JsonOperation } from "../../protocols/json-operation.ts";
import { checkDestination, withDefaults } from "../check-destination.ts";
import { checkRole, checkSource } from "../check-role.ts";
import type { DeliveryStream, StreamSourceConfiguration } from "../delivery-stream.ts";
import type { DestinationInput } from "../destination.ts";
import * as members from "../members.ts";
import type { FirehosePlatform } from "../platform.ts";
import { run } from "../run.ts";
import { firehoseSettings } from "../settings.ts";
import { findStream } from "../store.ts";
import { checkTags } from "../tagging.ts";

const MOST_STREAMS = 5000;

/** CreateDeliveryStream: ACTIVE at once, or after `createMs`. */
export function createDeliveryStream(platform: FirehosePlatform): JsonOperation {
  return namedOperation(
    "CreateDeliveryStream",
    {
      DeliveryStreamType: members.deliveryStreamType,
      DirectPutSourceConfiguration: members.directPutSource,
      KinesisStreamSourceConfiguration: members.kinesisSource,
      DeliveryStreamEncryptionConfigurationInput: members.encryptionInput,
      S3DestinationConfiguration: members.s3Destination,
      ExtendedS3DestinationConfiguration: members.extendedS3Destination,
      ...members.otherDestinations,
      Tags: members.tags,
    },
    (call, arn, input) => {
      const { scope, store, now } = call;
      const { account, region, partition } = scope;
      const { DeliveryStreamName: name, DeliveryStreamEncryptionConfigurationInput: encryption } = input;
      const tags = checkTags(input.Tags ?? [], new Map());
      if (input.Tags !== undefined) authorize(scope, "TagDeliveryStream", arn);
      checkRoom(call, name);
      const type = input.DeliveryStreamType ?? "DirectPut";
      const source = sourceOf(type, input.KinesisStreamSourceConfiguration);
      if (encryption !== undefined && source !== undefined) {
        throw invalid("DeliveryStreamEncryptionConfigurationInput is not supported for KinesisStreamAsSource.");
      }
      const others = Object.entries(input).filter(
        ([one, value]) => value !== undefined && Object.hasOwn(members.otherDestinations, one),
      );
      const given = [input.ExtendedS3DestinationConfiguration, input.S3DestinationConfiguration];
      const [only] = given.some((one) => one !== undefined) || others.length > 1 ? [] : others;
      if (only !== undefined)
        throw invalid(`The local AWS has no ${only[0].replace("Configuration", "")} of Firehose.`);
      if (others.length > 0) throw notOne();
      const destination = withDefaults(oneDestination(...given));
      checkDestination(destination, source !== undefined);
      checkRole(platform, scope, destination.RoleARN);
      if (source !== undefined) checkSource(platform, scope, source);
      const { createMs } = account.corner(firehoseSettings, "");
      const stream: DeliveryStream = {
        name,
        arn,
        region,
        partition,
        type: source === undefined ? "DirectPut" : "KinesisStreamAsSource",
        source,
        created: now,
        active: now + createMs,
        tags,
        destination,
        versionId: 1,
        encryption,
      };
      store.set(name, run(platform, account, stream));
      return { DeliveryStreamARN: arn };
    },
  );
}

function checkRoom({ scope, store, now }: Call, name: string): void {
  if (findStream(store, name, now) !== undefined) {
    throw inUse(`Firehose ${name} under accountId ${scope.account.id} already exists`);
  }
  if (store.size < MOST_STREAMS) return;
  throw new Fault("LimitExceededException", `You have already consumed your firehose quota of ${MOST_STREAMS} hoses.`);
}

function sourceOf(type: string, given: StreamSourceConfiguration | undefined): StreamSourceConfiguration | undefined {
  if (type === "DirectPut") {
    if (given === undefined) return undefined;
    throw invalid("KinesisStreamSourceConfig is only applicable for KinesisStreamAsSource stream type.");
  }
  if (type !== "KinesisStreamAsSource") throw invalid(`The local AWS has no ${type} of Firehose.`);
  if (given === undefined) throw invalid("KinesisStreamSourceConfig cannot be null for KinesisStreamAsSource.");
  return given;
}

function oneDestination(...given: readonly (DestinationInput | undefined)[]): DestinationInput {
  const [first, ...others] = given.filter((each) => each !== undefined);
  if (first !== undefined && others.length === 0) return first;
  throw notOne();
}

function notOne(): Fault {
  return invalid("Exactly one destination configuration is supported for a Firehose");
}
