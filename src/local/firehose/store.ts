import type { Corner } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { DirectSource } from "./delivery/direct-source.ts";
import type { DeliveryStream } from "./delivery-stream.ts";

/** A delivery stream and its work. */
export interface Running {
  readonly stream: DeliveryStream;
  readonly delivery: Delivery;
  /** Where PutRecord puts records; undefined for a Kinesis source. */
  readonly direct: DirectSource | undefined;
}

/** The delivery streams of a region, by name. */
export type Store = Map<string, Running>;

const corner: Corner<Store> = { name: "firehose.streams", make: () => new Map<string, Running>() };

/** The store of the caller's region. */
export function storeOf({ account, region }: Scope): Store {
  return account.corner(corner, region);
}

/** The delivery stream of that name as it is now; undefined when it does not exist. */
export function findStream(store: Store, name: string, now: number): Running | undefined {
  const running = store.get(name);
  const gone = running?.stream.gone;
  if (gone === undefined || now < gone) return running;
  store.delete(name);
  return undefined;
}
