import type { RecordSettings } from "./request/record-settings.ts";
import type { BatchFrom } from "./request/split/batch-from.ts";
import type { Respond } from "./response/response-mappings.ts";
import type { Statuses } from "./response/statuses.ts";

/** The settings that routes are made of. */
export interface RouteSettings extends RecordSettings {
  /** The proxy's name. */
  readonly name: string;
  readonly path: string;
  /** "" or undefined for no batch route. */
  readonly batchPath: string | undefined;
  /** undefined for a list, or `{"records": […]}`. */
  readonly batchFrom: BatchFrom | undefined;
  readonly auth: "NONE" | "AWS_IAM";
  readonly apiKey: boolean | undefined;
  readonly respond: Respond;
  readonly status: Partial<Statuses>;
  /** Content types; undefined for JSON. */
  readonly accept: readonly string[] | undefined;
  /** Origins; none when empty. */
  readonly cors: readonly string[] | undefined;
  /** Headers that pages may send besides the usual ones. */
  readonly corsHeaders: readonly string[] | undefined;
  readonly corsCredentials: boolean | undefined;
  /** The largest record of the stream in KiB, where one was asked for. */
  readonly maxRecordSize?: number | undefined;
}

/** What routes refer to, as AWS names it. */
export interface Surroundings {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** ARN of the role that puts the records. */
  readonly role: string;
  /** The model that JSON bodies must fit and the validator that applies it; undefined: methods keep those they have. */
  readonly schema: { readonly model: string; readonly validatorId: string } | undefined;
}
