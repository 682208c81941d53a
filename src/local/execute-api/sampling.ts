import type { WireRequest } from "../http/wire.ts";
import { randomText } from "./random-text.ts";

/** X-Ray's default rule: the first request of each second, and one in twenty of the others. */
export class Sampling {
  #second = NaN;

  /** Is a request at that time, in milliseconds since 1970, sampled? */
  takes(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      return true;
    }
    return Number.parseInt(randomText(1, "hex"), 16) < 256 / 20;
  }
}

const rooted = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/i;

/** The trace header of a request as it goes on to the method, and back to the caller. Without a sampling, which is that of a stage
 * with tracing, the caller's own header goes through as it is; with one, API Gateway decides unless the caller did, and is the
 * parent of what follows. */
export function traceIdOf({ headers }: WireRequest, receivedAt: number, sampling?: Sampling): string {
  const given = headers["x-amzn-trace-id"] ?? "";
  const root = rooted.exec(given)?.[1];
  if (sampling === undefined && root !== undefined) return given;
  const own = root ?? `1-${Math.floor(receivedAt / 1000).toString(16)}-${randomText(12, "hex")}`;
  if (sampling === undefined) return `Root=${own}`;
  const asked = /(?:^|;)\s*Sampled=([01])(?:;|$)/i.exec(given)?.[1];
  const sampled = root === undefined || asked === undefined ? sampling.takes(receivedAt) : asked === "1";
  return sampled ? `Root=${own};Parent=${randomText(8, "hex")};Sampled=1` : `Root=${own};Sampled=0`;
}
