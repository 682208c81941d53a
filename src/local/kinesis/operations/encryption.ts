import { active } from "../address.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { update } from "../stream/stream.ts";

const members = {
  EncryptionType: required(text({ values: ["KMS", "NONE"] })),
  KeyId: required(text({ min: 1, max: 2048 })),
};

/** StartStreamEncryption: for the records to come. There is no KMS; writers and readers need permission for the key. */
export const startStreamEncryption = streamOperation(
  "StartStreamEncryption",
  members,
  active,
  ({ now, settings }, stream, { KeyId }) =>
    update(stream, now, settings.updateMs, () => {
      stream.encryptionKey = KeyId;
    }),
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
