import type { Clock } from "../../engine/context.ts";
import type { Reporter } from "../../engine/events.ts";

/** Milliseconds for which nothing more of the kind is reported, as with reading. */
const pause = 30_000;

/** Reports waits once in half a minute, and warnings too: a busy target refuses something of nearly every call. */
export function sparingly(report: Pick<Reporter, "event">, clock: Pick<Clock, "now">): Pick<Reporter, "event"> {
  const said = new Map<string, number>();
  return {
    event(event) {
      if (event.type === "wait" || event.type === "warning") {
        const last = said.get(event.type);
        if (last !== undefined && clock.now() - last < pause) return;
        said.set(event.type, clock.now());
      }
      report.event(event);
    },
  };
}
