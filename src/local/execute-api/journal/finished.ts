import type { WireResponse } from "../../http/wire.ts";
import type { Call } from "../call.ts";

/** A request with its answer. */
export interface Finished {
  readonly call: Call;
  readonly response: WireResponse;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
}
