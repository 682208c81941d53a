import type { PhaseName } from "../../execute-api/trail/phases.ts";

/** A request in the list. */
export interface RequestRow {
  /** 1, 2, 3 …; never used again. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Below the stage, as sent, without the query: `/events/42`. */
  readonly path: string;
  /** Without the question mark; "" when there is none. */
  readonly query: string;
  /** Content-Type as sent, "" when there is none. */
  readonly contentType: string;
  /** Bytes of the body as sent. */
  readonly size: number;
  /** HTTP status of the answer; 0: the connection was cut. */
  readonly status: number;
  /** From the whole request to the answer. */
  readonly ms: number;
  readonly apiId: string;
  readonly stage: string;
  /** The route that took it, such as `POST /events/{id}`; absent when none did. */
  readonly route?: string;
  /** Absent when it was served. */
  readonly refused?: Refused;
  /** What went into the stream, where Kinesis took it. */
  readonly stored?: Stored;
  /** The request that this one replays. */
  readonly replayOf?: number;
  /** The probe by which `up` asks whether the endpoint serves; Kinesis has to refuse it. */
  readonly probe?: true;
  /** The bodies are no longer kept. */
  readonly gone?: true;
}

/** Where the records of a request went: the first of a batch, and how many there are. */
export interface Stored {
  /** "" where the mapping template works it out. */
  readonly stream: string;
  readonly region: string;
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly count: number;
  /** Records of a batch that Kinesis refused. */
  readonly failed: number;
}

/** What refused a request. */
export interface Refusing {
  /** The phase that refused; `integration`: what the endpoint calls did. */
  readonly phase: PhaseName;
  /** API Gateway's name of it, such as INVALID_API_KEY, or the error code of Kinesis, such as ResourceNotFoundException. */
  readonly type: string;
  /** One sentence: "The request has no API key: POST / asks for one in the header x-api-key." */
  readonly why: string;
  /** What it is about: an address, a content type. */
  readonly about?: string;
  /** The content types that the route takes, where it is about one. */
  readonly taken?: readonly string[];
}

/** An API, as far as it tells whose it is. */
export interface ServedApi {
  readonly region: string;
  /** The tags of its API. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Why a request was refused, in plain words. */
export interface Refused extends Refusing, Advice {}

/** What somebody can do about a refusal. */
export interface Advice {
  /** What decides it, as users write it: `--api-key`, `allow-ips`. Most often one; may be empty. */
  readonly settings: readonly string[];
  /** What to change; absent where there is nothing to say. */
  readonly change?: string;
}

/** Requests that are kept. */
export interface RequestList {
  /** Newest first. */
  readonly rows: readonly RequestRow[];
  readonly kept: Kept;
}

/** What is still there. */
export interface Kept {
  /** Requests with a smaller id are gone. */
  readonly from: number;
  /** Bodies of requests with a smaller id are gone. */
  readonly bodiesFrom: number;
  readonly bytes: number;
  readonly mostBytes: number;
  readonly mostRequests: number;
}
