import type { RestInput } from "../../protocols/rest-json.ts";
import type { Scope } from "../../account/scope.ts";
import type { RestApi } from "../definition.ts";
import { putGatewayResponse } from "../rest-apis/gateway-responses.ts";
import { putIntegrationResponse } from "../methods/integration-responses.ts";
import { putIntegration } from "../methods/integrations.ts";
import { putMethodResponse } from "../methods/method-responses.ts";
import { putMethod } from "../methods/methods.ts";
import type { RestOperation } from "../../protocols/rest-json.ts";
import { randomId } from "../random-id.ts";
import { checkPlace } from "../resources/resource-place.ts";
import type { Document } from "./document.ts";
import { objectOf } from "./json.ts";
import type { Json } from "./json.ts";
import { methodsOf } from "./methods.ts";
import type { ImportedMethod } from "./methods.ts";
import { Models } from "./models.ts";

/** Builds the definition into the API, which has to be that of the scope. Each part is made and checked by its own operation.
 * Existing methods are replaced. */
export function build(scope: Scope, api: RestApi, document: Document): void {
  // Whoever may import may import everything, except that roles have to be passed.
  const allows = (action: string, resource: string): boolean =>
    !action.startsWith("iam:") || scope.caller.allows(action, resource);
  const call = caller({ ...scope, caller: { ...scope.caller, allows } }, api.id);
  const models = new Models(document, api.id);
  const methods = methodsOf(document, models);
  for (const [name, schema] of models.schemas) {
    api.models.set(name, { id: randomId(6), name, contentType: "application/json", schema });
  }
  const validators = buildValidators(api, document);
  for (const method of methods) buildMethod(call, api, method, validators);
  for (const [responseType, body] of Object.entries(objectOf(document.root["x-amazon-apigateway-gateway-responses"]))) {
    call(putGatewayResponse, { responseType }, withTextStatus(objectOf(body)));
  }
}

type Call = (operation: RestOperation, path: Readonly<Record<string, string>>, body: Json) => void;

function caller(scope: Scope, restApiId: string): Call {
  return (operation, path, body) => {
    const input: RestInput = { path: { restApiId, ...path }, query: {}, body };
    void operation.run(scope, input);
  };
}

/** Their ids by their names in the definition. */
function buildValidators(api: RestApi, { root }: Document): ReadonlyMap<string, string> {
  const given = Object.entries(objectOf(root["x-amazon-apigateway-request-validators"]));
  return new Map(
    given.map(([name, one]) => {
      const { validateRequestBody, validateRequestParameters } = objectOf(one);
      const id = [...api.validators.values()].find((there) => there.name === name)?.id ?? randomId(6);
      api.validators.set(id, {
        id,
        name,
        validateRequestBody: validateRequestBody === true,
        validateRequestParameters: validateRequestParameters === true,
      });
      return [name, id];
    }),
  );
}

function buildMethod(call: Call, api: RestApi, given: ImportedMethod, validators: ReadonlyMap<string, string>): void {
  const resourceId = resourceAt(api, given.path);
  const path = { resourceId, method: given.verb };
  api.resources.get(resourceId)?.methods.delete(given.verb);
  const requestValidatorId = given.validator === undefined ? undefined : (validators.get(given.validator) ?? "");
  call(putMethod, path, { ...given.body, requestValidatorId });
  for (const [statusCode, body] of Object.entries(given.responses)) {
    call(putMethodResponse, { ...path, statusCode }, body);
  }
  if (given.integration === undefined) return;
  call(putIntegration, path, given.integration.body);
  for (const [statusCode, body] of Object.entries(given.integration.responses)) {
    call(putIntegrationResponse, { ...path, statusCode }, body);
  }
}

/** The id of the resource at that path. Makes it and its parents when they are missing. */
function resourceAt(api: RestApi, path: string): string {
  let at = api.record.rootResourceId;
  for (const pathPart of path.split("/").filter((part) => part !== "")) {
    const children = [...api.resources.values()].filter(({ parentId }) => parentId === at);
    const there = children.find((child) => child.pathPart === pathPart);
    const resource = there ?? { id: randomId(6), parentId: at, pathPart, methods: new Map() };
    if (there === undefined) {
      checkPlace(api, resource, { parentId: at, pathPart });
      api.resources.set(resource.id, resource);
    }
    at = resource.id;
  }
  return at;
}

/** Definitions may give a status as a number. */
function withTextStatus({ statusCode, ...rest }: Json): Json {
  return statusCode === undefined ? rest : { ...rest, statusCode: String(statusCode) };
}
