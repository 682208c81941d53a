import { s3Fault } from "../faults.ts";
import { keptSetting } from "./kept-setting.ts";

/** Transfer acceleration: nothing gets faster. */
export const accelerationOperations = keptSetting({
  put: "PutBucketAccelerateConfiguration",
  get: "GetBucketAccelerateConfiguration",
  about: "accelerate",
  root: "AccelerateConfiguration",
  members: { Status: ["Enabled", "Suspended"] },
  may: ["s3:GetAccelerateConfiguration", "s3:PutAccelerateConfiguration"],
  needsSum: false,
  check(_, { bucketName }) {
    if (!bucketName.includes(".")) return;
    const message = "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names";
    throw s3Fault("InvalidRequest", message);
  },
  without: {},
});

/** Who would pay. */
export const requestPaymentOperations = keptSetting({
  put: "PutBucketRequestPayment",
  get: "GetBucketRequestPayment",
  about: "requestPayment",
  root: "RequestPaymentConfiguration",
  members: { Payer: ["Requester", "BucketOwner"] },
  may: ["s3:GetBucketRequestPayment", "s3:PutBucketRequestPayment"],
  needsSum: true,
  without: { Payer: "BucketOwner" },
});
