import type { ErrorAnswers } from "../protocols/service.ts";

/** The call that a fault strikes. */
export interface Called {
  /** Such as `kinesis`, or `execute-api` for a request to an endpoint. */
  readonly service: string;
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Where; undefined for an endpoint. */
  readonly region?: string;
  /** What the service says when something goes wrong. */
  readonly errors: ErrorAnswers;
  /** Who in this AWS calls, such as `an endpoint` or `Firehose`; undefined for a client. */
  readonly by?: string | undefined;
}
