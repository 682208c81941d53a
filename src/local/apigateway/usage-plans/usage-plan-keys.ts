import type { ApiKeyRecord } from "../api-keys/key-definition.ts";
import { keyOf } from "../api-keys/api-keys.ts";
import { badRequest, conflict, notFound } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { planOf } from "./usage-plans.ts";
import { defined } from "../without.ts";

export const createUsagePlanKey = operation({
  name: "CreateUsagePlanKey",
  route: "POST /usageplans/{usagePlanId}/keys",
  ok: 201,
  body: { keyId: required(text()), keyType: required(text()) },
  run(scope, { usagePlanId, keyId, keyType }) {
    const plan = planOf(scope, usagePlanId);
    if (keyType !== "API_KEY") throw badRequest("Usage Plan key type must be API_KEY");
    const key = keyOf(scope, keyId);
    if (plan.keyIds.has(keyId)) throw conflict("Usage Plan key already exists for this usage plan");
    plan.keyIds.add(keyId);
    return shown(key);
  },
});

export const getUsagePlanKey = operation({
  name: "GetUsagePlanKey",
  route: "GET /usageplans/{usagePlanId}/keys/{keyId}",
  ok: 200,
  run(scope, { usagePlanId, keyId }) {
    if (!planOf(scope, usagePlanId).keyIds.has(keyId)) throw unknownKey();
    return shown(keyOf(scope, keyId));
  },
});

export const getUsagePlanKeys = operation({
  name: "GetUsagePlanKeys",
  route: "GET /usageplans/{usagePlanId}/keys",
  ok: 200,
  query: ["position", "limit", "name"],
  run(scope, input) {
    const { apiKeys } = gatewayOf(scope);
    const prefix = input.name?.[0] ?? "";
    // To an unknown plan AWS answers an empty list.
    const plan = gatewayOf(scope).usagePlans.get(input.usagePlanId);
    // The one that was added last comes first.
    const all = [...(plan?.keyIds ?? [])].toReversed().flatMap((id) => apiKeys.get(id) ?? []);
    return page(all.filter((key) => (key.name ?? "").startsWith(prefix)).map(shown), input, (key) => key.id);
  },
});

export const deleteUsagePlanKey = operation({
  name: "DeleteUsagePlanKey",
  route: "DELETE /usageplans/{usagePlanId}/keys/{keyId}",
  ok: 202,
  run(scope, { usagePlanId, keyId }) {
    if (!planOf(scope, usagePlanId).keyIds.delete(keyId)) throw unknownKey();
  },
});

function unknownKey(): Error {
  return notFound("Invalid API Key identifier specified");
}

function shown({ id, name, value }: ApiKeyRecord) {
  return { ...defined({ name }), id, type: "API_KEY", value };
}
