import { randomBytes, randomInt } from "node:crypto";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { save } from "../kind.ts";
import { users } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import type { AccessKey, User } from "../store.ts";
import { accessKeyPrefix, keyOwner } from "../user.ts";
import { aboutUser } from "./about-user.ts";

const mostKeys = 2;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const createAccessKey = aboutUser("CreateAccessKey", {}, ({ account }, user) => {
  if (user.keys.length >= mostKeys) {
    throw new Fault("LimitExceeded", `Cannot exceed quota for AccessKeysPerUser: ${mostKeys}`, 409);
  }
  const id = accessKeyPrefix + Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
  const key: AccessKey = { id, isActive: true, createdAt: account.clock.now() };
  save(users, account, { ...user, keys: [...user.keys, key] });
  // The secret is told once, as on AWS. Nothing here asks for it again: signatures are not checked.
  return { AccessKey: { ...keyMembers(user, key), SecretAccessKey: randomBytes(30).toString("base64") } };
});

/** Root has no keys that IAM knows of: any key that was not made here is root's. */
export const listAccessKeys = aboutUser(
  "ListAccessKeys",
  parameter.paging,
  (_, user, input) => {
    const { items, end } = page(user.keys, input, ({ id }) => id);
    return { AccessKeyMetadata: items.map((key) => keyMembers(user, key)), ...end };
  },
  { AccessKeyMetadata: [], IsTruncated: false },
);

const byId = { AccessKeyId: required(parameter.accessKeyId) };

export const updateAccessKey = aboutUser(
  "UpdateAccessKey",
  { ...byId, Status: required(parameter.status) },
  ({ account }, user, { AccessKeyId, Status }) => {
    const { id } = findKey(user, AccessKeyId);
    const keys = user.keys.map((key) => (key.id === id ? { ...key, isActive: Status === "Active" } : key));
    save(users, account, { ...user, keys });
    return undefined;
  },
);

export const deleteAccessKey = aboutUser("DeleteAccessKey", byId, ({ account }, user, { AccessKeyId }) => {
  const { id } = findKey(user, AccessKeyId);
  save(users, account, { ...user, keys: user.keys.filter((key) => key.id !== id) });
  return undefined;
});

/** When a key was used is not kept. */
export const getAccessKeyLastUsed = queryOperation(
  "GetAccessKeyLastUsed",
  byId,
  ({ account }, { AccessKeyId }) => {
    const owner = keyOwner(account, AccessKeyId);
    if (owner === undefined || owner === "unknown") throw absent(AccessKeyId);
    return { UserName: owner.user.name, AccessKeyLastUsed: { ServiceName: "N/A", Region: "N/A" } };
  },
  () => "*",
);

function keyMembers({ name }: User, { id, isActive, createdAt }: AccessKey) {
  return {
    UserName: name,
    AccessKeyId: id,
    Status: isActive ? "Active" : "Inactive",
    CreateDate: new Date(createdAt),
  };
}

function findKey({ keys }: User, id: string): AccessKey {
  const key = keys.find((each) => each.id === id);
  if (key === undefined) throw absent(id);
  return key;
}

function absent(id: string): Fault {
  return new Fault("NoSuchEntity", `The Access Key with id ${id} cannot be found.`, 404);
}
