import type { DeployedAuthorizer } from "../account/deployed.ts";
import type { ByName } from "./by-name.ts";
import type { Deployment, Stage } from "./stages/stage-definition.ts";

/** A RestApi as GetRestApi shows it, but for `policy`, which is plain JSON text here. Records are replaced, never changed,
 * so that a deployment may keep them. */
export interface RestApiRecord {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly createdDate: number;
  readonly version?: string;
  readonly binaryMediaTypes?: readonly string[];
  readonly minimumCompressionSize?: number;
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  readonly endpointConfiguration: EndpointConfiguration;
  readonly policy?: string;
  readonly tags?: ByName<string>;
  readonly disableExecuteApiEndpoint: boolean;
  readonly rootResourceId: string;
  readonly securityPolicy?: string;
  readonly endpointAccessMode?: string;
}

/** Where the API can be reached from. */
export type EndpointType = "REGIONAL" | "EDGE" | "PRIVATE";

/** An API's endpoint. */
export interface EndpointConfiguration {
  readonly types: readonly EndpointType[];
  readonly ipAddressType: "ipv4" | "dualstack";
  readonly vpcEndpointIds?: readonly string[];
}

/** A REST API with all that belongs to it. */
export interface RestApi {
  readonly id: string;
  readonly region: string;
  record: RestApiRecord;
  /** By id. */
  readonly resources: Map<string, Resource>;
  /** By id, oldest first. */
  readonly deployments: Map<string, Deployment>;
  /** By name. */
  readonly stages: Map<string, Stage>;
  /** By name. */
  readonly models: Map<string, ModelRecord>;
  /** By id. */
  readonly validators: Map<string, ValidatorRecord>;
  /** By id. */
  readonly authorizers: Map<string, AuthorizerRecord>;
  /** By id, oldest first. */
  readonly documentationParts: Map<string, DocumentationPart>;
  /** By name, oldest first. */
  readonly documentationVersions: Map<string, DocumentationVersion>;
  /** By response type; only those that were set. */
  readonly gatewayResponses: Map<string, GatewayResponseRecord>;
}

/** A resource and its methods. */
export interface Resource {
  readonly id: string;
  /** Absent for the root. */
  parentId?: string;
  pathPart?: string;
  /** By HTTP method. */
  readonly methods: Map<string, MethodRecord>;
}

/** A Method as GetMethod shows it. */
export interface MethodRecord {
  readonly httpMethod: string;
  readonly authorizationType: string;
  readonly authorizerId?: string;
  readonly apiKeyRequired: boolean;
  readonly requestValidatorId?: string;
  readonly operationName?: string;
  readonly requestParameters?: ByName<boolean>;
  readonly requestModels?: ByName<string>;
  readonly authorizationScopes?: readonly string[];
  readonly methodResponses?: ByName<MethodResponseRecord>;
  readonly methodIntegration?: IntegrationRecord;
}

/** A MethodResponse as GetMethodResponse shows it. */
export interface MethodResponseRecord {
  readonly statusCode: string;
  readonly responseParameters?: ByName<boolean>;
  readonly responseModels?: ByName<string>;
}

/** What an integration calls. */
export type IntegrationType = "HTTP" | "AWS" | "MOCK" | "HTTP_PROXY" | "AWS_PROXY";
/** How an integration converts a payload. */
export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";
/** What becomes of a payload without a template. */
export type PassthroughBehavior = "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";

/** An Integration as GetIntegration shows it. */
export interface IntegrationRecord {
  readonly type: IntegrationType;
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly connectionType?: string;
  readonly connectionId?: string;
  readonly credentials?: string;
  readonly requestParameters?: ByName<string>;
  readonly requestTemplates?: ByName<string | null>;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling?: ContentHandling;
  readonly timeoutInMillis: number;
  readonly cacheNamespace: string;
  readonly cacheKeyParameters: readonly string[];
  readonly integrationResponses?: ByName<IntegrationResponseRecord>;
  readonly tlsConfig?: { readonly insecureSkipVerification?: boolean };
  readonly responseTransferMode?: string;
  readonly integrationTarget?: string;
}

/** An IntegrationResponse as GetIntegrationResponse shows it. */
export interface IntegrationResponseRecord {
  readonly statusCode: string;
  readonly selectionPattern?: string;
  readonly responseParameters?: ByName<string>;
  readonly responseTemplates?: ByName<string | null>;
  readonly contentHandling?: ContentHandling;
}

/** A Model as GetModel shows it. */
export interface ModelRecord {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly schema?: string;
  readonly contentType: string;
}

/** A RequestValidator as GetRequestValidator shows it. */
export interface ValidatorRecord {
  readonly id: string;
  readonly name?: string;
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

/** An Authorizer as GetAuthorizer shows it. */
export interface AuthorizerRecord extends DeployedAuthorizer {
  readonly id: string;
}

/** A DocumentationPart as GetDocumentationPart shows it. */
export interface DocumentationPart {
  readonly id: string;
  readonly location: DocumentationLocation;
  /** JSON text. */
  readonly properties: string;
}

/** Parts of the documentation as they were at one time. */
export interface DocumentationVersion {
  readonly version: string;
  /** Seconds since 1970. */
  readonly createdDate: number;
  readonly description?: string;
  readonly parts: readonly DocumentationPart[];
}

/** What of an API a part documents. */
export interface DocumentationLocation {
  readonly type: string;
  readonly path?: string;
  readonly method?: string;
  readonly statusCode?: string;
  readonly name?: string;
}

/** A GatewayResponse as GetGatewayResponse shows it. */
export interface GatewayResponseRecord {
  readonly responseType: string;
  readonly statusCode?: string;
  readonly responseParameters: ByName<string>;
  readonly responseTemplates: ByName<string>;
  readonly defaultResponse: boolean;
}

/** A VPC link: what integrations reach a private endpoint by. */
export interface VpcLink {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly targetArns: readonly string[];
  readonly tags?: ByName<string>;
}
