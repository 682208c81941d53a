import type { extendedS3Destination, extendedS3DestinationUpdate } from "./members.ts";

type Held<S> = S extends { read(...args: never[]): infer T } ? T : never;

/** An S3 destination as CreateDeliveryStream takes it. */
export type DestinationInput = Held<typeof extendedS3Destination>;
/** What UpdateDestination changes of it. */
export type DestinationUpdate = Held<typeof extendedS3DestinationUpdate>;

/** An S3 destination with all of its defaults, in the members that DescribeDeliveryStream shows. */
export interface Destination extends DestinationInput {
  readonly Prefix: string;
  readonly BufferingHints: { readonly SizeInMBs: number; readonly IntervalInSeconds: number };
  readonly CompressionFormat: NonNullable<DestinationInput["CompressionFormat"]>;
  readonly S3BackupMode: "Disabled" | "Enabled";
}
