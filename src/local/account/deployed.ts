import type { Corner } from "./account.ts";
import type { Scope } from "./scope.ts";

/** What CreateDeployment froze and what a stage serves: the bridge from the control plane to the data plane. Members are API
 * Gateway's own (GetRestApi, GetResources with embed=methods, GetModels …), as they are in memory. */
export interface DeployedApi {
  readonly apiId: string;
  readonly name: string;
  readonly region: string;
  readonly partition: string;
  readonly accountId: string;
  readonly deploymentId: string;
  /** The resource policy as JSON text, shorthand `execute-api:/…` already expanded. */
  readonly policy?: string;
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  readonly disableExecuteApiEndpoint: boolean;
  readonly binaryMediaTypes: readonly string[];
  readonly minimumCompressionSize?: number;
  readonly resources: readonly DeployedResource[];
  /** By model name. */
  readonly models: Readonly<Record<string, { readonly contentType: string; readonly schema: string }>>;
  /** By validator id. */
  readonly validators: Readonly<Record<string, DeployedValidator>>;
  /** By authorizer id; they are kept and exported, and never run. */
  readonly authorizers?: Readonly<Record<string, DeployedAuthorizer>>;
  /** By response type, only those that were set. */
  readonly gatewayResponses: Readonly<Record<string, DeployedGatewayResponse>>;
}

/** A request validator as it was deployed. */
export interface DeployedValidator {
  readonly name?: string;
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

/** An authorizer, as GetAuthorizer shows it but for its id. */
export interface DeployedAuthorizer {
  readonly name: string;
  readonly type: "TOKEN" | "REQUEST" | "COGNITO_USER_POOLS";
  readonly authType: string;
  readonly providerARNs?: readonly string[];
  readonly authorizerUri?: string;
  readonly authorizerCredentials?: string;
  readonly identitySource?: string;
  readonly identityValidationExpression?: string;
  readonly authorizerResultTtlInSeconds?: number;
}

/** A gateway response as it was deployed. */
export interface DeployedGatewayResponse {
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/** A resource as it was deployed. */
export interface DeployedResource {
  readonly id: string;
  /** Such as `/` or `/events/{id}` or `/{proxy+}`. */
  readonly path: string;
  /** By HTTP method, `ANY` included. */
  readonly methods: Readonly<Record<string, DeployedMethod>>;
}

/** A method as it was deployed. */
export interface DeployedMethod {
  readonly httpMethod: string;
  /** `NONE` or `AWS_IAM` (others are kept but not enforced). */
  readonly authorizationType: string;
  readonly authorizerId?: string;
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly requestValidatorId?: string;
  readonly operationName?: string;
  /** `method.request.header.X` to whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Content type (or `$default`) to model name. */
  readonly requestModels: Readonly<Record<string, string>>;
  /** By status code. */
  readonly methodResponses: Readonly<
    Record<
      string,
      {
        readonly responseParameters: Readonly<Record<string, boolean>>;
        readonly responseModels: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly integration: DeployedIntegration;
}

/** An integration as it was deployed. */
export interface DeployedIntegration {
  readonly type: "HTTP" | "AWS" | "MOCK" | "HTTP_PROXY" | "AWS_PROXY";
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly credentials?: string;
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By content type; null is how API Gateway keeps an empty template. */
  readonly requestTemplates: Readonly<Record<string, string | null>>;
  readonly passthroughBehavior: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  readonly contentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";
  readonly timeoutInMillis: number;
  /** By status code. */
  readonly integrationResponses: Readonly<Record<string, DeployedIntegrationResponse>>;
}

/** An integration response as it was deployed. */
export interface DeployedIntegrationResponse {
  readonly statusCode: string;
  /** Absent or "" for the default entry. */
  readonly selectionPattern?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  /** By content type; null is how API Gateway keeps an empty template. */
  readonly responseTemplates: Readonly<Record<string, string | null>>;
  readonly contentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";
}

/** A stage as it serves now: its deployment and its own settings. */
export interface LiveStage {
  readonly stageName: string;
  readonly api: DeployedApi;
  readonly variables: Readonly<Record<string, string>>;
  /** By `{resourcePath}/{httpMethod}` (path escaped, such as `~1events/POST`) or for all methods; only what was set. */
  readonly methodSettings: Readonly<Record<string, LiveMethodSetting>>;
  /** Where a line for each request goes, and what it says. */
  readonly accessLog?: { readonly destinationArn: string; readonly format: string };
  /** Does it send traces to X-Ray? */
  readonly tracingEnabled?: boolean;
  readonly canary?: LiveCanary;
}

/** What a part of a stage's requests gets in its place. */
export interface LiveCanary {
  /** From 0 to 100. */
  readonly percentTraffic: number;
  readonly api: DeployedApi;
  /** The stage's own and those that the canary overrides. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The settings of a method, or of all, that change what the data plane does. */
export interface LiveMethodSetting {
  readonly throttlingBurstLimit?: number;
  readonly throttlingRateLimit?: number;
  /** `OFF`, `ERROR` or `INFO`. */
  readonly loggingLevel?: string;
  readonly dataTraceEnabled?: boolean;
  readonly metricsEnabled?: boolean;
}

/** What TestInvokeMethod asks of the data plane: one method of the definition as it is now, deployed or not. */
export interface TestInvoke {
  readonly scope: Scope;
  /** The live definition; its `deploymentId` is "". Methods without an integration are left out. */
  readonly api: DeployedApi;
  readonly resource: DeployedResource;
  readonly method: DeployedMethod;
  /** As the caller gave it, without the query; the resource's own path when none was given. */
  readonly path: string;
  /** As the caller gave it, without the question mark; "" when there is none. */
  readonly query: string;
  /** Name and values with the caller's spelling. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** The result, as TestInvokeMethod returns it. */
export interface TestInvoked {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  /** The execution log, one line each, with a line end after the last. */
  readonly log: string;
  /** Milliseconds. */
  readonly latency: number;
}

/** Where the control plane finds the data plane. It runs one method as TestInvokeMethod does: without resource policy, API key
 * and throttling. */
export const testInvoke: Corner<{ run: (input: TestInvoke) => Promise<TestInvoked> }> = {
  name: "execute-api.test-invoke",
  make: () => ({ run: () => Promise.reject(new Error("The account has no data plane.")) }),
};

/** An enabled API key and the usage plan through which it opens a stage. */
export interface StageKey {
  readonly keyId: string;
  readonly value: string;
  readonly usagePlan: {
    readonly id: string;
    readonly name: string;
    readonly throttle?: { readonly burstLimit?: number; readonly rateLimit?: number };
    readonly quota?: { readonly limit: number; readonly offset: number; readonly period: "DAY" | "WEEK" | "MONTH" };
    /** For this stage, by `{resourcePath}/{httpMethod}` such as `/events/POST`. */
    readonly methodThrottle: Readonly<Record<string, { readonly burstLimit?: number; readonly rateLimit?: number }>>;
  };
}
