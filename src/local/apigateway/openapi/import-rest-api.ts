import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { createRestApi } from "../rest-apis/rest-apis.ts";
import { defined } from "../without.ts";
import { build } from "./build.ts";
import { readDocument } from "./document.ts";
import { warned } from "./put-rest-api.ts";
import { settingsOf } from "./settings.ts";

/** ImportRestApi: a new API from an OpenAPI definition. */
export const importRestApi = operation({
  name: "ImportRestApi",
  route: "POST /restapis",
  where: { mode: "import" },
  ok: 201,
  query: ["endpointConfigurationTypes", "failonwarnings", "basepath", "ignore"],
  payload: true,
  async run(scope, input, payload) {
    const document = await readDocument(payload);
    const { apis } = gatewayOf(scope);
    const types = input.endpointConfigurationTypes?.flatMap((value) => value.split(","));
    const { vpcEndpointIds, ...settings } = settingsOf(document);
    const endpointConfiguration = defined({ types, vpcEndpointIds });
    const body = { ...settings, endpointConfiguration };
    const created = createRestApi.run(scope, { path: {}, query: {}, body }) as { readonly id: string };
    const api = apis.get(created.id);
    // It has the models of the definition, and not the two that other APIs begin with.
    api?.models.clear();
    try {
      return warned(created, api === undefined ? [] : build(scope, api, document, input));
    } catch (error) {
      // A failed import leaves nothing behind.
      apis.delete(created.id);
      throw error;
    }
  },
});
