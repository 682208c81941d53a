import type { History, Thing } from "./history.ts";

/** Any JSON object. */
export type Json = Readonly<Record<string, unknown>>;
/** Parameters of a path, the thing's own last. */
export type Names = Readonly<Record<string, string>>;

interface Patch {
  readonly op: "add" | "replace" | "remove";
  readonly path: string;
  readonly value?: string;
}

interface Plan {
  readonly operation: string;
  readonly path: Names;
  readonly body?: Json;
  readonly names: (said: Json) => Names;
  readonly hangsOn?: readonly Thing[];
  /** What is gone when this succeeds. */
  readonly replaces?: readonly Thing[];
}

/** How one kind of thing is made, changed, removed and read. */
interface Kind {
  /** Kinds that it may be in; none for what stands alone. */
  readonly parents: readonly string[];
  readonly make: (history: History, parent: Thing | undefined, value: number) => Plan | undefined;
  readonly change?: (
    history: History,
    thing: Thing,
    value: number,
  ) => { readonly operation: string; readonly patch: readonly Patch[] } | undefined;
  readonly read: string;
  readonly remove: string;
  /** The operation that lists them, the member that names each, and those that are always there. */
  readonly list?: readonly [operation: string, key: string, always?: readonly string[]];
  /** What remains of it when those are gone. */
  readonly without?: (said: Json, gone: ReadonlySet<Thing>) => Json;
  /** What is read back, where that is more than its own operations say. */
  readonly shown?: (history: History, thing: Thing) => Json;
}

const word = (value: number): string => `w${value % 5}`;
const pick = <T>(items: readonly T[], value: number): T | undefined => items[value % items.length];
const replace = (path: string, value: string): Patch => ({ op: "replace", path, value });
const documented = (value: number): string => JSON.stringify({ description: word(value) });
const id = (said: Json): string => String(said["id"]);

/** Names within the parent's. */
const inParent =
  (parent: Thing | undefined, name: string, key = "id") =>
  (said: Json): Names => ({ ...parent?.names, [name]: String(said[key]) });

const methodParent = ({ kind, said, names }: Thing): Names => ({
  restApiId: names["restApiId"] ?? "",
  resourceId: kind === "api" ? String(said["rootResourceId"]) : (names["resourceId"] ?? ""),
});

const byStatus = (things: readonly Thing[], shown = (thing: Thing): Json => thing.said): Json | undefined =>
  things.length === 0
    ? undefined
    : Object.fromEntries(things.map((thing) => [String(thing.said["statusCode"]), shown(thing)]));

const integrationShown = (history: History, thing: Thing): Json => {
  const { integrationResponses: _, ...own } = thing.said;
  const responses = byStatus(history.within("integrationResponse", thing));
  return responses === undefined ? own : { ...own, integrationResponses: responses };
};

const methodShown = (history: History, thing: Thing): Json => {
  const { methodResponses: _, methodIntegration: __, ...own } = thing.said;
  const responses = byStatus(history.within("methodResponse", thing));
  const [integration] = history.within("integration", thing);
  return {
    ...own,
    ...(responses === undefined ? {} : { methodResponses: responses }),
    ...(integration === undefined ? {} : { methodIntegration: integrationShown(history, integration) }),
  };
};

const pathOf = (thing: Thing): string =>
  thing.parent === undefined ? "" : `${pathOf(thing.parent)}/${String(thing.said["pathPart"])}`;

/** Every kind of thing that API Gateway has here. */
export const kinds: Readonly<Record<string, Kind>> = {
  api: {
    parents: [],
    make: (_, __, value) => ({
      operation: "CreateRestApi",
      path: {},
      body: { name: word(value), ...(value % 2 === 0 ? { tags: { team: word(value) } } : {}) },
      names: (said) => ({ restApiId: id(said) }),
    }),
    change: (_, __, value) => ({
      operation: "UpdateRestApi",
      patch: [
        pick(
          [
            replace("/name", word(value)),
            replace("/description", word(value)),
            { op: "add", path: `/binaryMediaTypes/a~1${word(value)}` } as const,
            replace("/minimumCompressionSize", String(value)),
          ],
          value,
        )!,
      ],
    }),
    read: "GetRestApi",
    remove: "DeleteRestApi",
    list: ["GetRestApis", "id"],
    shown: (_, { said }) => ({ ...said, tags: said["tags"] ?? {} }),
  },
  resource: {
    parents: ["api", "resource"],
    make: (_, parent, value) => {
      const { restApiId = "", resourceId = "" } = methodParent(parent!);
      const path = { restApiId, parentId: resourceId };
      const names = (said: Json) => ({ restApiId, resourceId: id(said) });
      return { operation: "CreateResource", path, body: { pathPart: word(value) }, names };
    },
    change: (_, __, value) => ({ operation: "UpdateResource", patch: [replace("/pathPart", word(value))] }),
    read: "GetResource",
    remove: "DeleteResource",
    shown: (history, thing) => {
      const { resourceMethods: _, ...own } = thing.said;
      const methods = history.within("method", thing);
      const shown = methods.map((method) => [method.names["method"], methodShown(history, method)]);
      const resourceMethods = methods.length === 0 ? {} : { resourceMethods: Object.fromEntries(shown) as Json };
      return { ...own, path: pathOf(thing), ...resourceMethods };
    },
  },
  method: {
    parents: ["api", "resource"],
    make: (history, parent, value) => {
      const api = history.apiOf(parent!);
      const method = pick(["GET", "POST", "ANY"], value)!;
      const path = { ...methodParent(parent!), method };
      const authorizer = value % 3 === 0 ? pick(history.within("authorizer", api), value) : undefined;
      const model = value % 4 === 0 ? pick(history.within("model", api), value) : undefined;
      const body = {
        authorizationType: authorizer === undefined ? "NONE" : "CUSTOM",
        authorizerId: authorizer?.names["authorizerId"],
        requestModels: model === undefined ? undefined : { "application/json": model.names["modelName"] },
        requestParameters: { [`method.request.header.${word(value)}`]: value % 2 === 0 },
      };
      return { operation: "PutMethod", path, body, names: () => path };
    },
    change: (_, __, value) => ({
      operation: "UpdateMethod",
      patch: [
        pick(
          [
            replace("/operationName", word(value)),
            replace("/apiKeyRequired", String(value % 2 === 0)),
            {
              op: "add",
              path: `/requestParameters/method.request.querystring.q${word(value)}`,
              value: "true",
            } as const,
          ],
          value,
        )!,
      ],
    }),
    read: "GetMethod",
    remove: "DeleteMethod",
    shown: methodShown,
  },
  methodResponse: {
    parents: ["method"],
    make: (_, parent, value) => {
      const path = { ...parent!.names, statusCode: pick(["200", "400"], value)! };
      const body = { responseParameters: { [`method.response.header.${word(value)}`]: true } };
      return { operation: "PutMethodResponse", path, body, names: () => path };
    },
    change: (_, __, value) => ({
      operation: "UpdateMethodResponse",
      patch: [{ op: "add", path: `/responseParameters/method.response.header.${word(value)}`, value: "false" }],
    }),
    read: "GetMethodResponse",
    remove: "DeleteMethodResponse",
  },
  integration: {
    parents: ["method"],
    make: (history, parent, value) => ({
      operation: "PutIntegration",
      path: parent!.names,
      body: { type: "MOCK", requestTemplates: { "application/json": `{"statusCode": ${200 + (value % 2)}}` } },
      names: () => parent!.names,
      replaces: history.within("integration", parent),
    }),
    change: (_, __, value) => ({
      operation: "UpdateIntegration",
      patch: [
        pick(
          [
            replace("/timeoutInMillis", String(50 + value)),
            { op: "add", path: `/requestTemplates/text~1${word(value)}`, value: word(value) } as const,
            replace("/passthroughBehavior", pick(["NEVER", "WHEN_NO_MATCH"], value)!),
          ],
          value,
        )!,
      ],
    }),
    read: "GetIntegration",
    remove: "DeleteIntegration",
    shown: integrationShown,
  },
  integrationResponse: {
    parents: ["integration"],
    make: (history, parent, value) => {
      const path = { ...parent!.names, statusCode: pick(["200", "400"], value)! };
      const there = history.within("integrationResponse", parent);
      return {
        operation: "PutIntegrationResponse",
        path,
        body: { selectionPattern: word(value), responseTemplates: { "application/json": word(value) } },
        names: () => path,
        replaces: there.filter(({ names }) => names["statusCode"] === path.statusCode),
      };
    },
    change: (_, __, value) => ({
      operation: "UpdateIntegrationResponse",
      patch: [replace("/selectionPattern", word(value))],
    }),
    read: "GetIntegrationResponse",
    remove: "DeleteIntegrationResponse",
  },
  model: {
    parents: ["api"],
    make: (_, parent, value) => ({
      operation: "CreateModel",
      path: parent!.names,
      body: { name: word(value), contentType: "application/json", schema: "{}", description: word(value) },
      names: inParent(parent, "modelName", "name"),
    }),
    change: (_, __, value) => ({ operation: "UpdateModel", patch: [replace("/schema", `{"title":"${word(value)}"}`)] }),
    read: "GetModel",
    remove: "DeleteModel",
    list: ["GetModels", "name", ["Empty", "Error"]],
  },
  validator: {
    parents: ["api"],
    make: (_, parent, value) => ({
      operation: "CreateRequestValidator",
      path: parent!.names,
      body: { name: word(value), validateRequestBody: value % 2 === 0 },
      names: inParent(parent, "validatorId"),
    }),
    change: (_, __, value) => ({
      operation: "UpdateRequestValidator",
      patch: [replace("/validateRequestParameters", String(value % 2 === 0))],
    }),
    read: "GetRequestValidator",
    remove: "DeleteRequestValidator",
    list: ["GetRequestValidators", "id"],
  },
  authorizer: {
    parents: ["api"],
    make: (_, parent, value) => ({
      operation: "CreateAuthorizer",
      path: parent!.names,
      body: {
        name: word(value),
        type: "TOKEN",
        authorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations",
        identitySource: "method.request.header.Auth",
      },
      names: inParent(parent, "authorizerId"),
    }),
    change: (_, __, value) => ({
      operation: "UpdateAuthorizer",
      patch: [replace("/authorizerResultTtlInSeconds", String(value % 3600))],
    }),
    read: "GetAuthorizer",
    remove: "DeleteAuthorizer",
    list: ["GetAuthorizers", "id"],
  },
  gatewayResponse: {
    parents: ["api"],
    make: (history, parent, value) => {
      const path = { ...parent!.names, responseType: pick(["THROTTLED", "UNAUTHORIZED"], value)! };
      const there = history.within("gatewayResponse", parent);
      return {
        operation: "PutGatewayResponse",
        path,
        body: { statusCode: String(400 + (value % 9)), responseTemplates: { "application/json": word(value) } },
        names: () => path,
        replaces: there.filter(({ names }) => names["responseType"] === path.responseType),
      };
    },
    change: (_, __, value) => ({
      operation: "UpdateGatewayResponse",
      patch: [replace("/statusCode", String(400 + (value % 9)))],
    }),
    read: "GetGatewayResponse",
    remove: "DeleteGatewayResponse",
  },
  deployment: {
    parents: ["api"],
    make: (_, parent, value) => ({
      operation: "CreateDeployment",
      path: parent!.names,
      body: { description: word(value) },
      names: inParent(parent, "deploymentId"),
    }),
    change: (_, __, value) => ({ operation: "UpdateDeployment", patch: [replace("/description", word(value))] }),
    read: "GetDeployment",
    remove: "DeleteDeployment",
    list: ["GetDeployments", "id"],
  },
  stage: {
    parents: ["api"],
    make: (history, parent, value) => {
      const deployment = pick(history.within("deployment", parent), value);
      if (deployment === undefined) return undefined;
      const { restApiId = "", deploymentId = "" } = deployment.names;
      const body = { stageName: word(value), deploymentId, variables: { a: word(value) } };
      const names = inParent(parent, "stageName", "stageName");
      return { operation: "CreateStage", path: { restApiId }, body, names };
    },
    change: (history, thing, value) => {
      const moved = pick(history.within("deployment", thing.parent), value)?.names["deploymentId"] ?? "";
      const certificate = pick(history.within("certificate"), value)?.names["id"] ?? "";
      const patches = [
        replace("/clientCertificateId", certificate),
        replace("/deploymentId", moved),
        replace("/variables/b", word(value)),
        replace("/*/*/throttling/burstLimit", String(value)),
        replace("/description", word(value)),
      ];
      return { operation: "UpdateStage", patch: [pick(patches, value)!] };
    },
    read: "GetStage",
    remove: "DeleteStage",
    list: ["GetStages", "stageName"],
  },
  documentationPart: {
    parents: ["api"],
    make: (_, parent, value) => ({
      operation: "CreateDocumentationPart",
      path: parent!.names,
      body: { location: { type: "RESOURCE", path: `/${word(value)}` }, properties: documented(value) },
      names: inParent(parent, "partId"),
    }),
    change: (_, __, value) => ({
      operation: "UpdateDocumentationPart",
      patch: [replace("/properties", documented(value))],
    }),
    read: "GetDocumentationPart",
    remove: "DeleteDocumentationPart",
    list: ["GetDocumentationParts", "id"],
  },
  documentationVersion: {
    parents: ["api"],
    make: (_, parent, value) => ({
      operation: "CreateDocumentationVersion",
      path: parent!.names,
      body: { documentationVersion: word(value), description: word(value) },
      names: inParent(parent, "version", "version"),
    }),
    change: (_, __, value) => ({
      operation: "UpdateDocumentationVersion",
      patch: [replace("/description", word(value + 1))],
    }),
    read: "GetDocumentationVersion",
    remove: "DeleteDocumentationVersion",
    list: ["GetDocumentationVersions", "version"],
  },
  vpcLink: {
    parents: [],
    make: (_, __, value) => ({
      operation: "CreateVpcLink",
      path: {},
      body: { name: word(value), targetArns: ["arn:aws:elasticloadbalancing:x:0:loadbalancer/net/n/1"] },
      names: (said) => ({ id: id(said) }),
    }),
    change: (_, __, value) => ({
      operation: "UpdateVpcLink",
      patch: [pick([replace("/name", word(value)), replace("/description", word(value))], value)!],
    }),
    read: "GetVpcLink",
    remove: "DeleteVpcLink",
    list: ["GetVpcLinks", "id"],
    shown: (_, { said }) => ({
      ...said,
      tags: said["tags"] ?? {},
      status: "AVAILABLE",
      statusMessage: "Your vpc link is ready for use",
    }),
  },
  domain: {
    parents: [],
    make: (_, __, value) => ({
      operation: "CreateDomainName",
      path: {},
      body: { domainName: `${word(value)}.example.com`, certificateName: word(value) },
      names: (said) => ({ domainName: String(said["domainName"]) }),
    }),
    change: (_, __, value) => ({
      operation: "UpdateDomainName",
      patch: [replace("/certificateName", word(value + 1))],
    }),
    read: "GetDomainName",
    remove: "DeleteDomainName",
    list: ["GetDomainNames", "domainName"],
    shown: (_, { said }) => ({ ...said, tags: said["tags"] ?? {} }),
  },
  mapping: {
    parents: ["domain"],
    make: (history, parent, value) => {
      const stage = pick(history.within("stage"), value);
      if (stage === undefined) return undefined;
      const { restApiId = "", stageName = "" } = stage.names;
      return {
        operation: "CreateBasePathMapping",
        path: parent!.names,
        body: { basePath: value % 6 === 5 ? "" : word(value), restApiId, stage: stageName },
        names: inParent(parent, "basePath", "basePath"),
      };
    },
    change: (history, _, value) => {
      const stage = pick(history.within("stage"), value)?.names ?? {};
      const [api, name] = [stage["restApiId"] ?? "", stage["stageName"] ?? ""];
      return { operation: "UpdateBasePathMapping", patch: [replace("/restapiId", api), replace("/stage", name)] };
    },
    read: "GetBasePathMapping",
    remove: "DeleteBasePathMapping",
    list: ["GetBasePathMappings", "basePath"],
  },
  certificate: {
    parents: [],
    make: (_, __, value) => ({
      operation: "GenerateClientCertificate",
      path: {},
      body: { description: word(value) },
      names: (said) => ({ id: String(said["clientCertificateId"]) }),
    }),
    change: (_, __, value) => ({
      operation: "UpdateClientCertificate",
      patch: [replace("/description", word(value + 1))],
    }),
    read: "GetClientCertificate",
    remove: "DeleteClientCertificate",
    list: ["GetClientCertificates", "clientCertificateId"],
    shown: (_, { said }) => ({ ...said, tags: said["tags"] ?? {} }),
  },
  key: {
    parents: [],
    make: (_, __, value) => ({
      operation: "CreateApiKey",
      path: {},
      body: { name: word(value), enabled: value % 2 === 0 },
      names: (said) => ({ apiKey: id(said) }),
    }),
    change: (_, __, value) => ({
      operation: "UpdateApiKey",
      patch: [pick([replace("/enabled", String(value % 4 === 0)), replace("/description", word(value))], value)!],
    }),
    read: "GetApiKey",
    remove: "DeleteApiKey",
    list: ["GetApiKeys", "id"],
    shown: (_, { said: { value: __, ...said } }) => ({ ...said, tags: said["tags"] ?? {} }),
  },
  plan: {
    parents: [],
    make: (_, __, value) => ({
      operation: "CreateUsagePlan",
      path: {},
      body: {
        name: word(value),
        throttle: { rateLimit: value, burstLimit: value },
        ...(value % 2 === 0 ? { quota: { limit: value, period: "DAY" } } : {}),
      },
      names: (said) => ({ usagePlanId: id(said) }),
    }),
    change: (history, thing, value) => {
      const stage = pick(history.within("stage"), value)?.names;
      const named = `${stage?.["restApiId"] ?? ""}:${stage?.["stageName"] ?? ""}`;
      const [first] = stagesOf(thing.said);
      if (value % 3 === 0 && stage !== undefined) {
        return { operation: "UpdateUsagePlan", patch: [{ op: "add", path: "/apiStages", value: named }] };
      }
      if (value % 3 === 1 && first !== undefined) {
        const value = `${first.apiId}:${first.stage}`;
        return { operation: "UpdateUsagePlan", patch: [{ op: "remove", path: "/apiStages", value }] };
      }
      return { operation: "UpdateUsagePlan", patch: [replace("/description", word(value))] };
    },
    read: "GetUsagePlan",
    remove: "DeleteUsagePlan",
    list: ["GetUsagePlans", "id"],
    without: (said, gone) => {
      const names = new Set([...gone].map((one) => JSON.stringify([one.names["restApiId"], one.names["stageName"]])));
      return {
        ...said,
        apiStages: stagesOf(said).filter(({ apiId, stage }) => !names.has(JSON.stringify([apiId, stage]))),
      };
    },
    shown: (_, { said }) => ({ ...said, tags: said["tags"] ?? {} }),
  },
  planKey: {
    parents: ["plan"],
    make: (history, parent, value) => {
      const key = pick(history.within("key"), value);
      if (key === undefined) return undefined;
      const keyId = key.names["apiKey"] ?? "";
      const names = { ...parent!.names, keyId };
      const body = { keyId, keyType: "API_KEY" };
      return { operation: "CreateUsagePlanKey", path: parent!.names, body, names: () => names, hangsOn: [key] };
    },
    read: "GetUsagePlanKey",
    remove: "DeleteUsagePlanKey",
    list: ["GetUsagePlanKeys", "id"],
  },
};

function stagesOf(said: Json): readonly { readonly apiId: string; readonly stage: string }[] {
  return said["apiStages"] as readonly { readonly apiId: string; readonly stage: string }[];
}
