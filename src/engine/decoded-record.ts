/** A record as users see it: `data` is what `encoding` says. One stored record gives several when it was aggregated. */
export type DecodedRecord = {
  /** The stream it is in, where several are read; undefined otherwise. */
  readonly streamName?: string | undefined;
  readonly shardId: string;
  readonly sequenceNumber: string;
  /** Place within an aggregated record, from 0; undefined for every other record. */
  readonly subSequenceNumber: number | undefined;
  readonly partitionKey: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly arrivedAt: string;
  /** What the producer sent, unpacked unless that was switched off. */
  readonly bytes: Uint8Array;
} & Content;

/** A record that an archive gave back. An object holds no more than the data: the rest is there where the record itself says it. */
export type ArchivedRecord = {
  readonly streamName?: undefined;
  readonly shardId: null;
  readonly sequenceNumber: null;
  readonly subSequenceNumber?: undefined;
  readonly partitionKey: string | null;
  readonly arrivedAt: string | null;
  readonly bytes: Uint8Array;
} & Content;

/** A record wherever it comes from. */
export type AnyRecord = DecodedRecord | ArchivedRecord;

/** What bytes turned out to be. */
export type Content =
  | {
      readonly encoding: "json";
      /** The parsed document. Numbers beyond double precision have lost digits here, and kept them in `text`. */
      readonly data: unknown;
      /** The document as it was sent. */
      readonly text: string;
    }
  | { readonly encoding: "text" | "base64"; readonly data: string; readonly text: string };
