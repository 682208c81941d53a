import { Fault } from "../../fault.ts";
import { list } from "../../shape/collection.ts";
import { flag, integer } from "../../shape/scalar.ts";
import { hasReserved, reservedTag } from "../../shape/reserved-tags.ts";
import { required, structure } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { admit, existing, groupArn, nameIn, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { invalid, refuseGiven } from "../faults.ts";
import { shownGroup } from "../group/log-group.ts";
import { accountIdentifiers, groupIdentifier, groupName, nextToken, page, tags } from "../members.ts";
import { byName, paged } from "../paging.ts";
import { expire, removeStream } from "../store.ts";
import { newGroup } from "../write-events.ts";

const classes = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"] as const;

/** CreateLogGroup. */
export const createLogGroup = operation(
  "CreateLogGroup",
  {
    logGroupName: required(groupName),
    kmsKeyId: text({ max: 256 }),
    tags,
    logGroupClass: text({ values: classes }),
    deletionProtectionEnabled: flag,
  },
  (call, { logGroupName: name, kmsKeyId, tags: given, logGroupClass, deletionProtectionEnabled = false }) => {
    admit(call, name);
    if (name.startsWith("AWS/")) throw invalid("Log groups starting with AWS/ are reserved for AWS.");
    if (hasReserved(given?.keys() ?? [])) throw invalid(reservedTag);
    if (call.store.groups.has(name)) {
      throw new Fault("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    const group = newGroup(groupArn(call.scope, name), name, call.now, {
      logClass: logGroupClass ?? "STANDARD",
      deletionProtection: deletionProtectionEnabled,
      tags: new Map(given),
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    });
    call.store.groups.set(name, group);
  },
);

/** DeleteLogGroup, with all streams. */
export const deleteLogGroup = operation("DeleteLogGroup", { logGroupName: required(groupName) }, (call, input) => {
  const group = existing(call, input.logGroupName);
  if (group.deletionProtection) {
    throw new Fault("ValidationException", "The specified log group is protected from deletion.");
  }
  for (const stream of group.streams.values()) removeStream(call.store, group, stream);
  for (const { forwarding } of group.subscriptions.values()) forwarding.stop();
  call.store.groups.delete(group.name);
});

/** PutLogGroupDeletionProtection. */
export const putLogGroupDeletionProtection = operation(
  "PutLogGroupDeletionProtection",
  { logGroupIdentifier: required(groupIdentifier), deletionProtectionEnabled: required(flag) },
  (call, { logGroupIdentifier, deletionProtectionEnabled }) => {
    existing(call, nameIn(logGroupIdentifier)).deletionProtection = deletionProtectionEnabled;
  },
);

/** What no group is called. */
const searchEnd = Buffer.from("*").toString("base64url");
const nothing = { items: [], more: {} };

/** DescribeLogGroups, by name. */
export const describeLogGroups = operation(
  "DescribeLogGroups",
  {
    logGroupNamePrefix: groupName,
    logGroupNamePattern: text({ min: 0, max: 512, pattern: String.raw`[\.\-_/#A-Za-z0-9]*` }),
    nextToken,
    limit: page,
    logGroupClass: text({ values: classes }),
    accountIdentifiers,
    logGroupIdentifiers: list(groupIdentifier, { min: 1, max: 50 }),
  },
  (call, { logGroupNamePrefix: prefix, logGroupNamePattern: part, logGroupClass, logGroupIdentifiers, ...asked }) => {
    admit(call, "");
    const isHere = isOwn(call, asked.accountIdentifiers);
    if (prefix !== undefined && part !== undefined) {
      throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    const names = logGroupIdentifiers?.map(nameIn);
    const groups = [...call.store.groups.values()].filter(
      ({ name, logClass }) =>
        isHere &&
        name.startsWith(prefix ?? "") &&
        name.toLowerCase().includes((part ?? "").toLowerCase()) &&
        (logGroupClass === undefined || logClass === logGroupClass) &&
        (names === undefined || names.includes(name)),
    );
    // A search by pattern ends with an empty page.
    const isOver = part !== undefined && asked.nextToken === searchEnd;
    const { items, more } = isOver ? nothing : paged(groups.toSorted(byName), asked, ({ name }) => name);
    for (const group of items) expire(call.store, group, call.now);
    // A search by pattern tells less.
    const less = part === undefined ? {} : { storedBytes: undefined, deletionProtectionEnabled: undefined };
    return {
      logGroups: items.map((group) => ({ ...shownGroup(group), ...less })),
      ...(part === undefined || items.length === 0 ? {} : { nextToken: searchEnd }),
      ...more,
    };
  },
);

const onePattern = String.raw`\^?[\._\-\/#A-Za-z0-9]{3,24}`;

/** ListLogGroups: the names alone, of which a part matches; `^` stands for their beginning, `|` between patterns. */
export const listLogGroups = operation(
  "ListLogGroups",
  {
    logGroupNamePattern: text({ min: 3, max: 129, pattern: String.raw`(${onePattern})(\|${onePattern}){0,4}` }),
    logGroupClass: text({ values: classes }),
    nextToken,
    limit: integer({ min: 1, max: 1000 }),
    accountIdentifiers,
    dataSources: list(structure({ name: required(text()), type: text() }), { min: 1, max: 5 }),
    fieldIndexNames: list(groupName, { min: 1, max: 20 }),
    logGroupTags: list(structure({ key: required(text({ min: 1, max: 128 })), values: list(text()) }), {
      min: 1,
      max: 5,
    }),
  },
  (call, { logGroupNamePattern: pattern, logGroupClass, dataSources, fieldIndexNames, logGroupTags, ...asked }) => {
    admit(call, "");
    refuseGiven({ dataSources, fieldIndexNames, logGroupTags }, "ListLogGroups");
    const isHere = isOwn(call, asked.accountIdentifiers);
    const patterns: readonly string[] = (pattern ?? "").split("|");
    const groups = [...call.store.groups.values()].filter(
      ({ name, logClass }) =>
        isHere &&
        (logGroupClass === undefined || logClass === logGroupClass) &&
        patterns.some((one) => (one.startsWith("^") ? name.startsWith(one.slice(1)) : name.includes(one))),
    );
    const { items, more } = paged(groups.toSorted(byName), asked, ({ name }) => name);
    const logGroups = items.map(({ name, arn, logClass }) => ({
      logGroupName: name,
      logGroupArn: arn,
      logGroupClass: logClass,
    }));
    return { logGroups, ...more };
  },
);

/** Is this account among those that are asked for? No other is linked. */
function isOwn({ scope }: Call, accounts: readonly string[] = []): boolean {
  return accounts.length === 0 || accounts.includes(scope.account.id);
}
