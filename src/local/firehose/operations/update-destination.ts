import { Fault } from "../../fault.ts";
import type { JsonOperation } from "../../protocols/json-operation.ts";
import { required } from "../../shape/structure.ts";
import { inUse, invalid, streamOperation } from "../call.ts";
import { checkDestination, merged } from "../check-destination.ts";
import { checkRole } from "../check-role.ts";
import { statusOf } from "../delivery-stream.ts";
import * as members from "../members.ts";
import type { FirehosePlatform } from "../platform.ts";
import { DESTINATION_ID } from "../read-back.ts";

/** UpdateDestination: merges, and counts the version up. */
export function updateDestination(platform: FirehosePlatform): JsonOperation {
  return streamOperation(
    "UpdateDestination",
    {
      CurrentDeliveryStreamVersionId: required(members.versionId),
      DestinationId: required(members.destinationId),
      S3DestinationUpdate: members.s3DestinationUpdate,
      ExtendedS3DestinationUpdate: members.extendedS3DestinationUpdate,
    },
    ({ scope, now }, { stream }, input) => {
      const { name, versionId } = stream;
      const [update, ...others] = [input.ExtendedS3DestinationUpdate, input.S3DestinationUpdate].filter(
        (each) => each !== undefined,
      );
      if (update === undefined || others.length > 0) {
        throw invalid("Exactly one destination configuration is supported for a Firehose");
      }
      if (statusOf(stream, now) !== "ACTIVE") {
        throw inUse(`Firehose ${name} under accountId ${scope.account.id} is not ACTIVE`);
      }
      if (input.CurrentDeliveryStreamVersionId !== String(versionId)) {
        throw new Fault(
          "ConcurrentModificationException",
          `Cannot update firehose: ${name} since the current version id: ${versionId} and specified version id: ` +
            `${input.CurrentDeliveryStreamVersionId} do not match`,
        );
      }
      if (input.DestinationId !== DESTINATION_ID) throw invalid(`Destination Id ${input.DestinationId} not found`);
      const destination = merged(stream.destination, update);
      checkDestination(destination, stream.source !== undefined);
      checkRole(platform, scope, destination.RoleARN);
      stream.destination = destination;
      stream.versionId += 1;
      stream.updated = now;
      return {};
    },
  );
}
