import type { Tags } from "./tags.ts";
import type { Values } from "./values.ts";

/** Which AWS the proxy is on. */
export interface Location {
  readonly region: string;
  /** Of another AWS than the real one, such as `http://127.0.0.1:4566`. */
  readonly endpoint: string | undefined;
}

/** What the user asked for, resolved once. A member that is undefined was not asked: what exists is left as it is. */
export interface Config extends Omit<Values, "onDemand">, Location {
  readonly mode: "PROVISIONED" | "ON_DEMAND" | undefined;
  /** The tags by which the REST API remembers settings when the state file is lost. */
  readonly tags: Tags;
}
