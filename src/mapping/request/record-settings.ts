import type { Envelope, EnvelopeBody, EnvelopePart } from "./envelope.ts";
import type { PartitionKey } from "./partition-key.ts";

/** The settings that records are made of, whichever route they come by. */
export interface RecordSettings {
  readonly streamName: string;
  /** The request id by default; in a batch with the element's index. */
  readonly partitionKey?: PartitionKey;
  /** Wraps the body into JSON with the time and the sender of the request. */
  readonly envelope?: Envelope | undefined;
  /** `parsed` by default. */
  readonly envelopeBody?: EnvelopeBody;
  readonly envelopeInclude?: readonly EnvelopePart[];
  /** The query parameter that holds a secret, the token of handshakes: no record holds it. */
  readonly hiddenQuery?: string | undefined;
  /** Ends text with exactly one line end, and bytes with at least one. */
  readonly newline?: boolean;
}
