import type { Destination } from "./destination.ts";

/** The source of a delivery stream that reads Kinesis. */
export interface StreamSourceConfiguration {
  readonly KinesisStreamARN: string;
  readonly RoleARN: string;
}

/** Server-side encryption of a delivery stream that takes records itself. */
export interface Encryption {
  readonly KeyType: "AWS_OWNED_CMK" | "CUSTOMER_MANAGED_CMK";
  readonly KeyARN?: string | undefined;
}

/** A delivery stream. Times are milliseconds since 1970. */
export interface DeliveryStream {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly partition: string;
  readonly type: "DirectPut" | "KinesisStreamAsSource";
  readonly source?: StreamSourceConfiguration | undefined;
  readonly created: number;
  /** CREATING until then; a Kinesis source is read from then on. */
  readonly active: number;
  readonly tags: Map<string, string>;
  destination: Destination;
  versionId: number;
  updated?: number;
  encryption?: Encryption | undefined;
  /** DELETING until then, and then gone. */
  gone?: number;
}

/** The statuses that a delivery stream has here. */
export type DeliveryStreamStatus = "CREATING" | "ACTIVE" | "DELETING";

/** The status at that time. */
export function statusOf({ active, gone }: DeliveryStream, now: number): DeliveryStreamStatus {
  if (gone !== undefined) return "DELETING";
  return now < active ? "CREATING" : "ACTIVE";
}
