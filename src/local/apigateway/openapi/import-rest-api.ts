import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { createRestApi } from "../rest-apis/rest-apis.ts";
import { build } from "./build.ts";
import { readDocument } from "./document.ts";
import { settingsOf } from "./settings.ts";

/** ImportRestApi: a new API from an OpenAPI definition. */
export const importRestApi = operation({
  name: "ImportRestApi",
  route: "POST /restapis",
  where: { mode: "import" },
  ok: 201,
  query: ["endpointConfigurationTypes"],
  payload: true,
  run(scope, { endpointConfigurationTypes }, payload) {
    const document = readDocument(payload);
    const { apis } = gatewayOf(scope);
    const types = endpointConfigurationTypes?.flatMap((value) => value.split(","));
    const endpointConfiguration = types === undefined ? undefined : { types };
    const body = { ...settingsOf(document), endpointConfiguration };
    const created = createRestApi.run(scope, { path: {}, query: {}, body }) as { readonly id: string };
    const api = apis.get(created.id);
    try {
      if (api !== undefined) build(scope, api, document);
    } catch (error) {
      // A failed import leaves nothing behind.
      apis.delete(created.id);
      throw error;
    }
    return created;
  },
});
