import type { ErrorAnswers } from "../protocols/service.ts";

/** The call that a fault strikes. */
export interface Called {
  /** Such as `kinesis`, or `execute-api` for a request to an endpoint. */
  readonly service: string;
  /** AWS's name of the operation. */
  readonly operation: string;
  /** What the service says when something goes wrong. */
  readonly errors: ErrorAnswers;
  /** The caller is an endpoint's integration, not a client. */
  readonly byEndpoint?: boolean;
}
