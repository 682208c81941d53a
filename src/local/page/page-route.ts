import type { WireRequest, WireResponse } from "../http/wire.ts";
import type { Desk } from "./desk.ts";

/** What a route is asked. */
export interface Asked {
  readonly desk: Desk;
  readonly request: WireRequest;
  /** The parts of the path that its pattern captures, decoded. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

/** One route of the page's API: what it gives becomes JSON, unless it is an answer already. */
export interface PageRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** Of the path below `/_local/api`. */
  readonly path: RegExp;
  readonly run: (asked: Asked) => unknown;
}

/** An answer that is no JSON. */
export class Plain {
  readonly response: WireResponse;

  constructor(response: WireResponse) {
    this.response = response;
  }
}
