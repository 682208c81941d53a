import type { FirehoseKey } from "./handshake/firehose-key.ts";
import type { HandshakeSettings } from "./handshake/handshake.ts";
import type { Secrets } from "./handshake/secrets.ts";
import type { RecordSettings } from "./request/record-settings.ts";
import type { BatchFrom } from "./request/split/batch-from.ts";
import type { Respond } from "./response/response-mappings.ts";
import type { Statuses } from "./response/statuses.ts";

/** The settings that routes are made of. */
export interface RouteSettings extends RecordSettings, HandshakeSettings {
  /** The proxy's name. */
  readonly name: string;
  readonly path: string;
  /** "" or undefined for no batch route. */
  readonly batchPath: string | undefined;
  /** undefined for a list, or `{"records": […]}`. */
  readonly batchFrom: BatchFrom | undefined;
  /** The access key of Firehose's deliveries; undefined: it stays what it is. */
  readonly firehoseKey: FirehoseKey | undefined;
  /** GETs are events. */
  readonly getEvents: boolean | undefined;
  /** The path of the health check; "" or undefined for none. */
  readonly health: string | undefined;
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
  /** What is deployed of the secrets, for settings that do not say them. */
  readonly secrets?: Secrets | undefined;
  /** The model that JSON bodies must fit and the validator that applies it; undefined: methods keep those they have. */
  readonly schema: { readonly model: string; readonly validatorId: string } | undefined;
}
