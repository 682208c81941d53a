import { inUse, invalid, streamOperation } from "../call.ts";
import type { Call } from "../call.ts";
import { statusOf } from "../delivery-stream.ts";
import type { DeliveryStream, Encryption } from "../delivery-stream.ts";
import * as members from "../members.ts";

const awsOwned: Encryption = { KeyType: "AWS_OWNED_CMK" };

/** StartDeliveryStreamEncryption, in effect at once; there is no KMS. */
export const startDeliveryStreamEncryption = streamOperation(
  "StartDeliveryStreamEncryption",
  { DeliveryStreamEncryptionConfigurationInput: members.encryptionInput },
  (call, { stream }, { DeliveryStreamEncryptionConfigurationInput: wanted = awsOwned }) => {
    checkEncryptable(call, stream);
    if (wanted.KeyType === "CUSTOMER_MANAGED_CMK" && wanted.KeyARN === undefined) {
      throw invalid("KeyARN must be specified for CUSTOMER_MANAGED_CMK.");
    }
    stream.encryption = wanted;
    return {};
  },
);

/** StopDeliveryStreamEncryption. */
export const stopDeliveryStreamEncryption = streamOperation("StopDeliveryStreamEncryption", {}, (call, { stream }) => {
  checkEncryptable(call, stream);
  stream.encryption = undefined;
  return {};
});

function checkEncryptable({ now }: Call, stream: DeliveryStream): void {
  if (stream.type !== "DirectPut") {
    throw invalid("This operation is not permitted on KinesisStreamAsSource delivery stream type.");
  }
  if (statusOf(stream, now) !== "ACTIVE") throw inUse(`Firehose ${stream.name} is not ACTIVE`);
}
