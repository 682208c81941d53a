/** A method of the REST API and its integration, in the one shape in which settings ask for it, AWS has it and the local data plane
 * serves it. "" stands for none. */
export interface Route {
  readonly method: RouteMethod;
  readonly integration: RouteIntegration;
}

export interface RouteMethod {
  /** Our mark on a method of ours, which can bear no tag. */
  readonly operationName: string;
  /** Such as `NONE` or `AWS_IAM`. */
  readonly authorization: string;
  readonly apiKeyRequired: boolean;
  readonly validatorId: string;
  /** Names of request models by content type. API Gateway checks bodies of these types, and lets all others pass. */
  readonly models: Readonly<Record<string, string>>;
  /** Names of the headers that each declared status may carry. */
  readonly responses: Readonly<Record<string, readonly string[]>>;
}

export interface RouteIntegration {
  readonly type: "AWS" | "AWS_PROXY" | "HTTP" | "HTTP_PROXY" | "MOCK" | "";
  readonly httpMethod: string;
  readonly uri: string;
  /** ARN of the role that the integration assumes. */
  readonly credentials: string;
  /** Whether bodies without a template are passed on as they are. */
  readonly passthrough: "NEVER" | "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "";
  readonly contentHandling: ContentHandling;
  /** Milliseconds. */
  readonly timeout: number;
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By content type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  /** By status. */
  readonly responses: Readonly<Record<string, IntegrationResponse>>;
}

/** Which answers of the backend an integration response takes, and what it makes of them. */
export interface IntegrationResponse {
  /** A regular expression over the backend's status; "" for the default. */
  readonly selectionPattern: string;
  /** Response parameters: `method.response.header.X`, and their values in API Gateway's notation, such as a constant in single quotes. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentHandling: ContentHandling;
  /** By content type. */
  readonly templates: Readonly<Record<string, string>>;
}

/** What API Gateway makes of a body before templates see it. */
export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT" | "";

/** What the proxy uses routes for. */
export const routeKinds = ["put", "batch", "preflight", "get", "health"] as const;
export type RouteKind = (typeof routeKinds)[number];

/** A route that the settings ask for, and where. */
export interface WantedRoute extends Omit<Route, "method"> {
  readonly kind: RouteKind;
  readonly path: string;
  readonly httpMethod: "POST" | "OPTIONS" | "GET" | "ANY";
  readonly method: WantedMethod;
}

/** A method that the settings ask for; what is undefined is left as it is. */
export type WantedMethod = Omit<RouteMethod, Optional> & { readonly [K in Optional]: RouteMethod[K] | undefined };

type Optional = "apiKeyRequired" | "validatorId" | "models";

/** Milliseconds that API Gateway gives an integration unless it is told otherwise. */
export const USUAL_TIMEOUT = 29_000;
