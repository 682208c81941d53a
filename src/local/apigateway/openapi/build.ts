import type { RestInput } from "../../protocols/rest-json.ts";
import type { Scope } from "../../account/scope.ts";
import type { RestApi } from "../definition.ts";
import { importParts } from "../rest-apis/documentation/import-parts.ts";
import { putGatewayResponse } from "../rest-apis/gateway-responses.ts";
import { putIntegrationResponse } from "../methods/integration-responses.ts";
import { putIntegration } from "../methods/integrations.ts";
import { putMethodResponse } from "../methods/method-responses.ts";
import { putMethod } from "../methods/methods.ts";
import type { RestOperation } from "../../protocols/rest-json.ts";
import { randomId } from "../random-id.ts";
import { buildAuthorizers } from "./authorizers.ts";
import { pathPrefix } from "./base-path.ts";
import type { Document } from "./document.ts";
import { objectOf } from "./json.ts";
import type { Json } from "./json.ts";
import { methodsOf } from "./methods.ts";
import type { ImportedMethod } from "./methods.ts";
import { Models } from "./models.ts";
import { Places } from "../resources/places.ts";
import { Problems } from "./problems.ts";

/** How a definition is imported: query parameters of ImportRestApi and PutRestApi. */
export interface ImportOptions {
  readonly failonwarnings?: readonly string[];
  readonly basepath?: readonly string[];
  /** `documentation` leaves the documentation out. */
  readonly ignore?: readonly string[];
}

/** Builds the definition into the API, which has to be that of the scope. Each part is made and checked by its own operation.
 * Existing methods are replaced. `before` is what it takes the place of. Gives the warnings. */
export function build(
  scope: Scope,
  api: RestApi,
  document: Document,
  options: ImportOptions,
  before?: RestApi,
): readonly string[] {
  // Whoever may import may import everything, except that roles have to be passed.
  const allows = (action: string, resource: string): boolean =>
    !action.startsWith("iam:") || scope.caller.allows(action, resource);
  const call = caller({ ...scope, caller: { ...scope.caller, allows } }, api.id);
  const problems = new Problems();
  const prefix = pathPrefix(document, options.basepath?.[0]);
  const models = new Models(api, document, problems);
  const validators = buildValidators(api, document);
  buildAuthorizers(call, api, document, problems);
  const methods = methodsOf({ document, api, models, problems, prefix });
  const places = new Places(api, before);
  for (const method of methods) buildMethod(call, places, method, validators, problems);
  for (const [responseType, body] of Object.entries(objectOf(document.root["x-amazon-apigateway-gateway-responses"]))) {
    problems.attempt(`Unable to put gateway response '${responseType}'`, () =>
      call(putGatewayResponse, { responseType }, withTextStatus(objectOf(body))),
    );
  }
  if (options.ignore?.[0] !== "documentation") importParts(api.documentationParts, document);
  problems.refuse(options.failonwarnings?.[0] === "true");
  return problems.warnings;
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

function buildMethod(
  call: Call,
  places: Places,
  given: ImportedMethod,
  validators: ReadonlyMap<string, string>,
  problems: Problems,
): void {
  const { verb } = given;
  const { api } = places;
  const at = `for resource at path '${given.path}'`;
  const resourceId = problems.attempt(`Unable to create resource at path '${given.path}'`, () => places.at(given.path));
  if (resourceId === undefined) return;
  const path = { resourceId, method: verb };
  api.resources.get(resourceId)?.methods.delete(verb);
  const requestValidatorId = given.validator === undefined ? undefined : (validators.get(given.validator) ?? "");
  problems.attempt(`Unable to put method '${verb}' on resource at path '${given.path}'`, () =>
    call(putMethod, path, { ...given.body, requestValidatorId }),
  );
  if (api.resources.get(resourceId)?.methods.has(verb) !== true) return;
  for (const [statusCode, body] of Object.entries(given.responses)) {
    problems.attempt(`Unable to put method response '${statusCode}' on '${verb}' ${at}`, () =>
      call(putMethodResponse, { ...path, statusCode }, body),
    );
  }
  const { integration } = given;
  if (integration === undefined) return;
  problems.attempt(`Unable to put integration on '${verb}' ${at}`, () =>
    call(putIntegration, path, { ...places.cacheNamespace(resourceId), ...integration.body }),
  );
  if (api.resources.get(resourceId)?.methods.get(verb)?.methodIntegration === undefined) return;
  for (const [statusCode, body] of Object.entries(integration.responses)) {
    problems.attempt(`Unable to put integration response on '${verb}' ${at}`, () =>
      call(putIntegrationResponse, { ...path, statusCode }, body),
    );
  }
}

/** Definitions may give a status as a number. */
function withTextStatus({ statusCode, ...rest }: Json): Json {
  return statusCode === undefined ? rest : { ...rest, statusCode: String(statusCode) };
}
