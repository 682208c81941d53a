import { UsageError } from "../../engine/errors.ts";

/** What a stage lets through. */
export interface Throttle {
  /** Requests a second, over a longer time. */
  readonly rate: number;
  /** Requests at once: the size of API Gateway's token bucket. */
  readonly burst: number;
}

/** Far above what API Gateway gives any account. */
const MOST = 10_000_000;

/** Reads RATE or RATE/BURST; without BURST, one second's worth. Throws a UsageError. */
export function throttle(text: string, label: string): Throttle {
  const [, rate = "", burst] = /^(\d+(?:\.\d+)?|\.\d+)(?:\/(\d+))?$/.exec(text.trim()) ?? [];
  const [perSecond, atOnce] = [Number(rate), burst === undefined ? Math.ceil(Number(rate)) : Number(burst)];
  if (rate === "" || perSecond > MOST || atOnce > MOST)
    throw new UsageError(
      `${label} takes RATE or RATE/BURST, such as 100 or 100/200, not "${text}".`,
      "RATE is requests a second, BURST how many may come at once; RATE alone takes as many at once.",
    );
  if (perSecond === 0 || atOnce === 0)
    throw new UsageError(
      `${label} ${text} would let nobody through.`,
      'Run "kinesis-proxy pause" to stop an endpoint for a while.',
    );
  return { rate: perSecond, burst: atOnce };
}

/** The throttle as its flag takes it. */
export function throttleText({ rate, burst }: Throttle): string {
  return `${rate}/${burst}`;
}
