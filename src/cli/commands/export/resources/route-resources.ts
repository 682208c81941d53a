import type { IntegrationResponse, RouteIntegration } from "../../../../mapping/route.ts";
import { declaration } from "../../../../steps/route/calls/repair-method.ts";
import type { PlacedRoute, ProxyFacts } from "../proxy/proxy-facts.ts";
import { apiIdOf } from "./api-resources.ts";
import { namesOf, nameOf } from "./names.ts";
import { reference } from "./reference.ts";
import { resource, type Properties, type Resource } from "./resource.ts";

/** The paths below the root, each after the one that holds it. */
export function pathsOf(routes: readonly { readonly path: string }[]): readonly string[] {
  const all = routes.flatMap(({ path }) => {
    const parts = path.split("/").filter((part) => part !== "");
    return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
  });
  return [...new Set(all)];
}

/** The names of the resources of paths. */
export function pathNames(routes: readonly { readonly path: string }[]): ReadonlyMap<string, string> {
  return namesOf(pathsOf(routes), (path) => nameOf("Path", path));
}

/** The names of the methods, by method and path with a space between them. */
export function methodNames(routes: readonly PlacedRoute[]): ReadonlyMap<string, string> {
  const keys = routes.map(({ httpMethod, path }) => `${httpMethod} ${path}`);
  return namesOf(keys, (key) => nameOf("Method", key));
}

/** The resources of the API's paths, and the method of each route with its integration. */
export function routeResources(facts: ProxyFacts): readonly Resource[] {
  const { routes, own } = facts;
  const RestApiId = apiIdOf(facts);
  const others = facts.api?.rootResourceId ?? reference("Parameter", "RootResourceId");
  const root = own.has("api") ? reference("RestApi", "RootResourceId") : others;
  const [paths, names] = [pathNames(routes), methodNames(routes)];
  const idOf = (path: string): string => {
    const name = paths.get(path);
    return name === undefined ? root : reference(name, "Id");
  };
  const holders = [...paths].map(([path, name]) => {
    const cut = path.lastIndexOf("/");
    return resource(name, "AWS::ApiGateway::Resource", {
      RestApiId,
      ParentId: idOf(path.slice(0, cut)),
      PathPart: path.slice(cut + 1),
    });
  });
  const methods = routes.map((route) =>
    resource(
      names.get(`${route.httpMethod} ${route.path}`) ?? "",
      "AWS::ApiGateway::Method",
      { RestApiId, ResourceId: idOf(route.path), HttpMethod: route.httpMethod, ...methodOf(route) },
      Object.keys(route.method.models).length > 0 ? ["Model"] : [],
    ),
  );
  return [...holders, ...methods];
}

function methodOf({ method, integration }: PlacedRoute) {
  const { operationName, authorization, apiKeyRequired, validatorId, models, responses } = method;
  return {
    OperationName: operationName || undefined,
    AuthorizationType: authorization,
    ApiKeyRequired: apiKeyRequired,
    RequestValidatorId: validatorId || undefined,
    RequestModels: filled(models),
    MethodResponses: Object.entries(responses).map(([StatusCode, headers]) => {
      const { responseModels: ResponseModels, responseParameters: ResponseParameters } = declaration(headers);
      return { StatusCode, ResponseModels, ResponseParameters };
    }),
    Integration: integrationOf(integration),
  };
}

function integrationOf(one: RouteIntegration) {
  return {
    Type: one.type,
    IntegrationHttpMethod: one.httpMethod || undefined,
    Uri: one.uri || undefined,
    Credentials: one.credentials || undefined,
    PassthroughBehavior: one.passthrough || undefined,
    ContentHandling: one.contentHandling || undefined,
    TimeoutInMillis: one.timeout,
    RequestParameters: filled(one.requestParameters),
    RequestTemplates: filled(one.requestTemplates),
    IntegrationResponses: Object.entries(one.responses).map(([status, response]) => answerOf(status, response)),
  };
}

function answerOf(StatusCode: string, one: IntegrationResponse) {
  return {
    StatusCode,
    SelectionPattern: one.selectionPattern || undefined,
    ContentHandling: one.contentHandling || undefined,
    ResponseParameters: filled(one.headers),
    ResponseTemplates: filled(one.templates),
  };
}

/** undefined for nothing. */
function filled(map: Properties | Readonly<Record<string, string>>): Properties | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
