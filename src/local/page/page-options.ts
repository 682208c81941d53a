import type { RowWords } from "../requests/request-row.ts";
import type { ServedApi } from "./api/request-row.ts";
import type { Content } from "./api/request-way.ts";

/** What the page needs to know of others. */
export interface PageOptions extends RowWords {
  /** How a command of the program is typed for the proxy of that API, or for a new one; undefined where the API is no proxy's. */
  readonly command?: (words: string, api?: ServedApi) => string | undefined;
  /** What makes of a record those that are in it, as people read them. Without it, bytes stay as they are. */
  readonly decoder?: () => Promise<(record: StoredRecord) => Iterable<ReadRecord>>;
  /** False: no request is recorded. */
  readonly record?: boolean;
  /** Where the files of the page are; beside the program when left out. */
  readonly folder?: string;
}

/** A record as a stream holds it. */
export interface StoredRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly bytes: Uint8Array;
  readonly arrivedAt: Date;
}

/** A record as it is shown. */
export interface ReadRecord extends Pick<Content, "encoding" | "data"> {
  readonly subSequenceNumber?: number | undefined;
  readonly partitionKey: string;
  readonly bytes: Uint8Array;
}
