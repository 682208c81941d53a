import { poll } from "../../engine/poll.ts";
import { isThrottled, knock, type Probe, type Prober } from "./knock.ts";

/** What a request meets at an endpoint that is paused, or was. */
export type Met =
  /** 429 by its throttle: nobody gets through. */
  | { readonly type: "throttle" }
  /** 403: this caller is refused before the throttle is asked. */
  | { readonly type: "refusal" }
  /** Something else. */
  | { readonly type: "endpoint"; readonly answer: string };

/** Settings of a stage reach some of API Gateway's machines before others: this many answers in a row count. */
const inARow = { aws: 3, emulator: 1 } as const;
/** Milliseconds between them. */
const between = 500;
/** How long a setting of a stage may take, in milliseconds. */
const patience = { aws: 120_000, emulator: 5_000 } as const;

/** Asks until the endpoint refuses everybody (`paused`), or no longer does; gives what the last request met. */
export async function untilPaused(paused: boolean, probe: Probe, ctx: Prober): Promise<Met> {
  const { clock, signal, config, report } = ctx;
  const kind = config.endpoint === undefined ? "aws" : "emulator";
  const enough = paused ? inARow[kind] : 1;
  let last: Met = { type: "endpoint", answer: "nothing" };
  const look = async (): Promise<Met | undefined> => {
    for (let good = 1; ; good += 1) {
      last = met(await knock(probe, ctx));
      if (last.type === "refusal") return last;
      if ((last.type === "throttle") !== paused) return undefined;
      if (good === enough) return last;
      await clock.sleep(between, signal);
    }
  };
  const text = `waiting until the endpoint ${paused ? "refuses everybody" : "takes requests again"} (2 minutes at most)`;
  const waiting = (): void => report.event({ type: "wait", text });
  return (await poll(look, { clock, signal, first: 1_000, most: 5_000, timeout: patience[kind], waiting })) ?? last;
}

function met(answer: Awaited<ReturnType<typeof knock>>): Met {
  if (typeof answer === "string") return { type: "endpoint", answer };
  if (isThrottled(answer)) return { type: "throttle" };
  return answer.status === 403 ? { type: "refusal" } : { type: "endpoint", answer: String(answer.status) };
}
