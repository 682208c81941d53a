import { randomBytes } from "node:crypto";
import type { Account, Corner } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { memoryCorner } from "./memory-limit.ts";
import { settle } from "./stream/stream.ts";
import type { Stream } from "./stream/stream.ts";

/** The streams of a region, by name. */
export interface Store {
  readonly streams: Map<string, Stream>;
  /** What iterators and tokens are sealed with. */
  readonly secret: Buffer;
  /** When the account committed to a minimum throughput, in milliseconds since 1970. */
  committed?: number | undefined;
}

const corner: Corner<Store> = {
  name: "kinesis.streams",
  make: () => ({ streams: new Map(), secret: randomBytes(32) }),
};

/** The regions that may have streams. */
export function regionsWithStreams(account: Account): readonly string[] {
  return account.regionsOf(corner);
}

/** The store of the caller's region. */
export function storeOf({ account, region }: Pick<Scope, "account" | "region">): Store {
  const store = account.corner(corner, region);
  account.corner(memoryCorner, "").stores.add(store);
  return store;
}

/** The stream of that name as it is now; undefined when it does not exist. */
export function findStream(store: Store, name: string, now: number): Stream | undefined {
  const stream = store.streams.get(name);
  if (!stream) return undefined;
  if (stream.gone !== undefined && now >= stream.gone) {
    store.streams.delete(name);
    return undefined;
  }
  settle(stream, now);
  return stream;
}

/** All streams as they are now, by name. */
export function allStreams(store: Store, now: number): Stream[] {
  const names = [...store.streams.keys()].toSorted();
  return names.map((name) => findStream(store, name, now)).filter((stream) => stream !== undefined);
}
