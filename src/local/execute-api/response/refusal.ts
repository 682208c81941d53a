/** The names under which API Gateway's own answers can be customised. */
export type ResponseType =
  | "ACCESS_DENIED"
  | "API_CONFIGURATION_ERROR"
  | "BAD_REQUEST_BODY"
  | "BAD_REQUEST_PARAMETERS"
  | "DEFAULT_4XX"
  | "DEFAULT_5XX"
  | "EXPIRED_TOKEN"
  | "INTEGRATION_FAILURE"
  | "INTEGRATION_TIMEOUT"
  | "INVALID_API_KEY"
  | "INVALID_SIGNATURE"
  | "MISSING_AUTHENTICATION_TOKEN"
  | "QUOTA_EXCEEDED"
  | "REQUEST_TOO_LARGE"
  | "THROTTLED"
  | "UNSUPPORTED_MEDIA_TYPE";

/** What API Gateway answers itself, without the integration. */
export interface Refusal {
  readonly type: ResponseType;
  readonly status: number;
  /** The `x-amzn-ErrorType` header. */
  readonly errorType: string;
  readonly message: string;
  /** The body when it is not customised. API Gateway's front writes JSON without spaces, its back with one. */
  readonly body: string;
  /** Why, for the execution log. */
  readonly reason?: string;
  /** `$context.error.validationErrorString`. */
  readonly validationError?: string;
  /** The same with the place in the payload, for the API's owner. */
  readonly places?: readonly string[];
}

/** Thrown by a phase to end the request; `renderGatewayResponse` makes the answer. */
export class GatewayResponse extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "GatewayResponse";
    this.refusal = refusal;
  }
}
