import { active } from "../address.ts";
import { invalid } from "../call.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { usableKey } from "../kms.ts";
import { streamOperation } from "../stream-operation.ts";
import { update } from "../stream/stream.ts";

const members = {
  EncryptionType: required(text({ values: ["KMS", "NONE"] })),
  KeyId: required(text({ min: 1, max: 2048 })),
};

/** StartStreamEncryption: for the records to come, by a key that can be used now. Writers and readers need permission for it. */
export const startStreamEncryption = streamOperation(
  "StartStreamEncryption",
  members,
  active,
  ({ scope, now, settings }, stream, { EncryptionType, KeyId }) => {
    if (EncryptionType !== "KMS") throw invalid("The only valid EncryptionType is KMS.");
    usableKey(scope, KeyId);
    return update(stream, now, settings.updateMs, () => {
      stream.encryptionKey = KeyId;
    });
  },
);

/** StopStreamEncryption: for the records to come. */
export const stopStreamEncryption = streamOperation(
  "StopStreamEncryption",
  members,
  active,
  ({ now, settings }, stream) =>
    update(stream, now, settings.updateMs, () => {
      stream.encryptionKey = undefined;
    }),
);
