import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { existing, groupNamed, operation } from "../call.ts";
import { groupIdentifier, groupName } from "../members.ts";

const which = { logGroupName: groupName, resourceIdentifier: groupIdentifier };

/** AssociateKmsKey: the key is kept and given back, and nothing is encrypted. */
export const associateKmsKey = operation(
  "AssociateKmsKey",
  { ...which, kmsKeyId: required(text({ max: 256 })) },
  (call, { kmsKeyId, logGroupName, resourceIdentifier: logGroupIdentifier }) => {
    existing(call, groupNamed({ logGroupName, logGroupIdentifier })).kmsKeyId = kmsKeyId;
  },
);

/** DisassociateKmsKey. */
export const disassociateKmsKey = operation(
  "DisassociateKmsKey",
  which,
  (call, { logGroupName, resourceIdentifier: logGroupIdentifier }) => {
    delete existing(call, groupNamed({ logGroupName, logGroupIdentifier })).kmsKeyId;
  },
);
