import { findStream, regionsWithStreams, storeOf } from "../../kinesis/store.ts";
import type { Stream } from "../../kinesis/stream/stream.ts";
import { notFound } from "../page-error.ts";
import type { Asked } from "../page-route.ts";

/** A stream that a route names. */
export interface FoundStream {
  readonly stream: Stream;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The stream in the route's path, `REGION/NAME`. Throws PageError. */
export function foundStream({ desk: { account }, parts: [region = "", name = ""] }: Asked): FoundStream {
  const now = account.clock.now();
  // To ask for the store of a region would make one.
  const isUsed = regionsWithStreams(account).includes(region);
  const stream = isUsed ? findStream(storeOf({ account, region }), name, now) : undefined;
  if (stream !== undefined) return { stream, region, now };
  throw notFound(`There is no stream ${name} in ${region}.`);
}
