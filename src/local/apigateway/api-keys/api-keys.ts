import type { Scope } from "../../account/scope.ts";
import type { ApiKeyRecord } from "./key-definition.ts";
import { badRequest, conflict, notFound } from "../faults.ts";
import { gatewayOf, nowInSeconds } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { flagValue, member, textValue } from "../operation/patch-rules.ts";
import { randomId, randomKeyValue } from "../random-id.ts";
import { list, map } from "../../shape/collection.ts";
import { flag } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { structure } from "../../shape/structure.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { defined, without } from "../without.ts";

export const createApiKey = operation({
  name: "CreateApiKey",
  route: "POST /apikeys",
  ok: 201,
  body: {
    name: text(),
    description: text(),
    enabled: flag,
    generateDistinctId: flag,
    value: text(),
    stageKeys: list(structure({ restApiId: text(), stageName: text() })),
    customerId: text(),
    tags: map(text()),
  },
  run(scope, input) {
    const { apiKeys } = gatewayOf(scope);
    checkKey(input);
    const value = input.value || randomKeyValue();
    if ([...apiKeys.values()].some((key) => key.value === value)) throw conflict("API Key already exists");
    if (input.tags !== undefined) checkTags(input.tags);
    for (const { restApiId = "", stageName = "" } of input.stageKeys ?? []) {
      if (gatewayOf(scope).apis.get(restApiId)?.stages.has(stageName) !== true)
        throw notFound("Invalid stage identifier specified");
    }
    const now = nowInSeconds(scope);
    const key: ApiKeyRecord = {
      ...defined({ tags: input.tags, name: textValue(input.name) }),
      ...defined({ description: textValue(input.description), customerId: textValue(input.customerId) }),
      id: randomId(10),
      value,
      enabled: input.enabled ?? false,
      createdDate: now,
      lastUpdatedDate: now,
      stageKeys: (input.stageKeys ?? []).map(({ restApiId = "", stageName = "" }) => `${restApiId}/${stageName}`),
    };
    apiKeys.set(key.id, key);
    return key;
  },
});

export const getApiKey = operation({
  name: "GetApiKey",
  route: "GET /apikeys/{apiKey}",
  ok: 200,
  query: ["includeValue"],
  run(scope, { apiKey, includeValue }) {
    return shownAlone(keyOf(scope, apiKey), includeValue?.[0] === "true");
  },
});

export const getApiKeys = operation({
  name: "GetApiKeys",
  route: "GET /apikeys",
  ok: 200,
  query: ["position", "limit", "name", "customerId", "includeValues"],
  run(scope, input) {
    const [prefix = "", customerId] = [input.name?.[0], input.customerId?.[0]];
    const withValue = input.includeValues?.[0] === "true";
    // The newest first.
    const all = [...gatewayOf(scope).apiKeys.values()]
      .toReversed()
      .filter((key) => (key.name ?? "").startsWith(prefix))
      .filter((key) => customerId === undefined || key.customerId === customerId);
    const { item, ...rest } = page(all, input, (key) => key.id);
    return { item: item.map((key) => (withValue ? key : without(key, "value"))), ...rest };
  },
});

export const updateApiKey = operation({
  name: "UpdateApiKey",
  route: "PATCH /apikeys/{apiKey}",
  ok: 200,
  body: patchBody,
  run(scope, { apiKey, patchOperations }) {
    const patched = applyPatch(keyOf(scope, apiKey), patchOperations, rules, refuseByPath(rules));
    checkKey(patched);
    const saved = { ...patched, lastUpdatedDate: nowInSeconds(scope) };
    gatewayOf(scope).apiKeys.set(saved.id, saved);
    return shownAlone(saved, false);
  },
});

export const deleteApiKey = operation({
  name: "DeleteApiKey",
  route: "DELETE /apikeys/{apiKey}",
  ok: 202,
  run(scope, { apiKey }) {
    const { apiKeys, usagePlans } = gatewayOf(scope);
    apiKeys.delete(keyOf(scope, apiKey).id);
    for (const plan of usagePlans.values()) plan.keyIds.delete(apiKey);
  },
});

/** Throws NotFoundException. */
export function keyOf(scope: Scope, id: string): ApiKeyRecord {
  const key = gatewayOf(scope).apiKeys.get(id);
  if (key === undefined) throw notFound("Invalid API Key identifier specified");
  return key;
}

const rules: readonly PatchRule<ApiKeyRecord>[] = [
  member("description", textValue),
  member("enabled", flagValue),
  member("name", textValue),
  member("customerId", textValue),
];

/** Throws BadRequestException for a name, description or value that AWS does not take. */
export function checkKey({
  name = "",
  description = "",
  value = "",
}: {
  name?: string;
  description?: string;
  value?: string;
}) {
  if (name.length > 1024) throw badRequest("Invalid API Key name, can be at most 1024 characters.");
  if (description.length > 125_000) throw badRequest("Invalid API Key description specified.");
  if (value !== "" && value.length < 20) throw badRequest("API Key value should be at least 20 characters");
  if (value.length > 128) throw badRequest("API Key value exceeds maximum size of 128 characters");
}

function shownAlone(key: ApiKeyRecord, withValue: boolean) {
  return { ...(withValue ? key : without(key, "value")), tags: key.tags ?? {} };
}
