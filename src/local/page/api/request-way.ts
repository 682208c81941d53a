import type { Body, Message } from "./message.ts";
import type { Refused, RequestRow } from "./request-row.ts";

/** One request as the way it went. */
export interface RequestWay {
  readonly row: RequestRow;
  readonly request: SentRequest;
  /** All phases, in order; those after a refusal are `skipped`. */
  readonly phases: readonly Phase[];
  readonly answer: Message & { readonly status: number };
  readonly copies: Copies;
}

/** A request as it came in. */
export interface SentRequest extends Message {
  readonly method: string;
  /** The whole URL to which it can be sent again. */
  readonly url: string;
  /** Path and query as sent to this server. */
  readonly target: string;
  readonly protocol: string;
  readonly sourceIp: string;
}

/** One phase of a request. */
export type Phase = SimplePhase | TemplatePhase | IntegrationPhase;

/** What is said of each phase. */
export interface PhaseBase {
  /** In API Gateway's own words: "Resource policy". */
  readonly title: string;
  /** `none`: the API does not ask for it. `skipped`: a phase before refused. */
  readonly outcome: "passed" | "refused" | "skipped" | "none";
  /** Absent where it did not run, or its end was not seen. */
  readonly ms?: number;
  /** One sentence on what happened here. */
  readonly says: string;
  /** Only at the phase that refused. */
  readonly refused?: Refused;
}

/** A phase that looks at the request. */
export interface SimplePhase extends PhaseBase {
  readonly name: "front" | "route" | "authorization" | "policy" | "key" | "throttle" | "validation" | "answer";
  /** Name and value, in order: ["Resource", "/events/{id}"]. Of a key its id and name, never its value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** A phase that maps. */
export interface TemplatePhase extends PhaseBase {
  readonly name: "template" | "response-template";
  /** Absent where there is none: the body passes through. */
  readonly template?: {
    /** The key it stands under, such as `application/json`. */
    readonly contentType: string;
    readonly text: string;
  };
  /** What it made; absent where it failed or did not run. */
  readonly rendered?: Body;
  /** The variables of the template with their values at its end, in the order in which they stand. */
  readonly values: readonly TemplateValue[];
  /** Mappings that set something: ["integration.request.header.Content-Type", "'application/x-amz-json-1.1'", value]. */
  readonly mapped: readonly (readonly [target: string, source: string, value: string])[];
  /** How the integration response was chosen: the pattern that the status fits. */
  readonly selected?: string;
}

/** A variable of a template. */
export interface TemplateValue {
  /** As it stands in the template: `$input.json('$')`. */
  readonly source: string;
  /** The first 2,000 characters. */
  readonly value: string;
  readonly cut?: true;
  /** It has no value: API Gateway writes nothing there. */
  readonly empty?: true;
}

/** The call that the endpoint makes. */
export interface IntegrationPhase extends PhaseBase {
  readonly name: "integration";
  /** Such as `Kinesis PutRecord`, `MOCK`, or an address. */
  readonly target: string;
  readonly role?: string;
  readonly asked?: Message;
  readonly answered?: Message & { readonly status: number };
  /** Where the records of the call go (at most 500); known of a refused call too. */
  readonly records: readonly PutPlace[];
}

/** Where one record of a call goes. */
export interface PutPlace {
  readonly partitionKey: string;
  /** The MD5 of the key, or the explicit hash key: a decimal number below 2^128. */
  readonly hashKey: string;
  /** From 0 to 1: its place in the hash space. */
  readonly at: number;
  /** "" where the stream is not there. */
  readonly shardId: string;
  readonly sequenceNumber?: string;
  /** Error code and message where this one record was refused. */
  readonly error?: string;
  readonly data: Content;
}

/** Bytes as people read them: a JSON value, text, or base64 of what is not UTF-8. */
export interface Content {
  readonly encoding: "json" | "text" | "base64";
  readonly data: unknown;
  /** Bytes. */
  readonly size: number;
  /** `data` is the text of its beginning only. */
  readonly cut?: true;
}

/** Ready to copy. A body that cannot stand in a command line is read from a file, `file`, for somebody to save. */
export interface Copies {
  readonly curl: string;
  /** `kinesis-proxy send …`; absent for what it cannot send. */
  readonly send?: string;
  /** `kinesis-proxy render …`: what the template makes of it. */
  readonly render?: string;
  /** The file that the commands above read: the body as sent. */
  readonly file?: string;
}
