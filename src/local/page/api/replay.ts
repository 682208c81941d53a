import type { Header } from "./message.ts";
import type { Refused } from "./request-row.ts";
import type { Content, PutPlace, TemplateValue } from "./request-way.ts";

/** What changes in a request that is sent again; what is left out stays as it was. */
export interface ReplayInput {
  readonly method?: string;
  /** Below the stage, percent-encoded, with the query: `/events/42?x=1`. */
  readonly path?: string;
  /** All headers; host, content-length and transfer-encoding are set anew. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: { readonly encoding: "text" | "base64"; readonly text: string };
}

/** A request to a stage. */
export interface NewRequest extends ReplayInput {
  readonly apiId: string;
  readonly stage: string;
}

/** The request that was made. */
export interface Replayed {
  readonly id: number;
  /** HTTP status of the answer; 0: the connection was cut. */
  readonly status: number;
}

/** A mapping template to try on a request. */
export interface RenderInput {
  readonly template: string;
}

/** What a template would make of a request. */
export interface RenderResult {
  /** Absent where it failed. */
  readonly rendered?: Content & { readonly text: string };
  readonly values: readonly TemplateValue[];
  /** Why it would be refused, by the template or by Kinesis; absent where it would be served. */
  readonly refused?: Refused;
  /** What is wrong with the template; where, from 1, when that is known. */
  readonly fault?: { readonly message: string; readonly line?: number; readonly column?: number };
  /** What would be stored. */
  readonly records: readonly PutPlace[];
  /** What would go back. */
  readonly answer?: { readonly status: number; readonly headers: readonly Header[]; readonly text: string };
}

/** A request as a file for a test: a JSON document whose `request` is a NewRequest. */
export interface KeptFile {
  /** Such as `post-events-42.request.json`. */
  readonly name: string;
  readonly text: string;
}
