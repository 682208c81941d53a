import type { Kept, RequestRow } from "../../api.ts";
import { sayMany, saySize } from "../model/say.ts";
import { goWith } from "../state/here.ts";
import { attempt } from "../state/notice.ts";
import { forgetRequests } from "../state/live.ts";

interface KeptLineProps {
  readonly rows: readonly RequestRow[];
  readonly kept: Kept;
  readonly probes: boolean;
}

/** How much is kept, and what is not shown. */
export function KeptLine({ rows, kept, probes }: KeptLineProps) {
  const ofUp = rows.filter(({ probe }) => probe === true).length;
  const oldest = rows.at(-1)?.id ?? 0;
  return (
    <footer class="kept">
      <span>{sayMany(rows.length - (probes ? 0 : ofUp), "request")}</span>
      {kept.mostBytes > 0 && (
        <span title="Bodies are kept up to this size; the oldest go first">
          {saySize(kept.bytes)} of {saySize(kept.mostBytes)}
        </span>
      )}
      {kept.bodiesFrom > oldest && oldest > 0 && <span>bodies before {kept.bodiesFrom} are gone</span>}
      {ofUp > 0 && (
        <button
          type="button"
          class="quiet"
          title="The questions of “up” whether the endpoint works"
          onClick={() => goWith({ probes: probes ? "" : "1" })}
        >
          {probes ? "hide" : "show"} {sayMany(ofUp, "probe")}
        </button>
      )}
      <span class="grow" />
      {rows.length > 0 && (
        <button type="button" class="quiet" onClick={() => attempt(forgetRequests())}>
          Clear
        </button>
      )}
    </footer>
  );
}
