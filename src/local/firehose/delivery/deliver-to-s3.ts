import type { Account } from "../../account/account.ts";
import { Fault } from "../../fault.ts";
import type { DeliveryStream } from "../delivery-stream.ts";
import { objectKey } from "../object-key/object-key.ts";
import type { FirehosePlatform } from "../platform.ts";
import { oldest } from "./delivery.ts";
import type { Deliver } from "./delivery.ts";
import { extensionOf, objectBody } from "./object-body.ts";
import { logError } from "./error-log.ts";
import { processed } from "./processing.ts";
import { tellDelivery } from "./tell-delivery.ts";

/** Puts batches of records into the stream's bucket, as the role of its destination, counts each
 * attempt, and logs those that fail. */
export function deliverToS3(platform: FirehosePlatform, account: Account, stream: DeliveryStream): Deliver {
  return async (records) => {
    const { name, region, partition, destination, versionId } = stream;
    const attempt = {
      records: records.length,
      bytes: records.reduce((sum, { data }) => sum + data.length, 0),
      oldest: oldest(records),
    };
    try {
      const caller = platform.assume(account, destination.RoleARN);
      if (caller === undefined) throw new Fault("AccessDenied", "Access Denied", 403);
      const body = await objectBody(
        records.map(({ data }) => processed(data, destination)),
        destination,
      );
      const key = objectKey({
        streamName: name,
        versionId,
        prefix: destination.Prefix,
        extension: extensionOf(destination),
        timeZone: destination.CustomTimeZone || "UTC",
        oldest: attempt.oldest,
      });
      await platform.put(
        { account, region, partition, caller },
        {
          bucket: bucketName(destination.BucketARN),
          key,
          body,
          contentType: "application/octet-stream",
          ...(destination.CompressionFormat === "GZIP" && { contentEncoding: "gzip" }),
        },
      );
      tellDelivery(account, stream, { ...attempt, isDelivered: true });
      return true;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      tellDelivery(account, stream, { ...attempt, isDelivered: false });
      logError(platform, account, stream, error);
      return false;
    }
  };
}

function bucketName(arn: string): string {
  return arn.split(":::")[1] ?? "";
}
