import type { ReadRetry } from "../../aws/read-retry.ts";
import { isFault } from "../../aws/faults.ts";
import type { ArchivedRecord } from "../../engine/decoded-record.ts";
import { CliError } from "../../engine/errors.ts";
import type { ArchiveObject, ArchiveStore } from "./archive-store.ts";
import { archivedRecord } from "./archived-record.ts";
import { linesOf } from "./lines-of.ts";
import { objectsIn, type Window } from "./objects-in.ts";

/** Records of one object that came together. */
export interface ArchiveBatch {
  readonly object: ArchiveObject;
  readonly records: readonly ArchivedRecord[];
  /** Of each of them, how many of the object's records are read with it. */
  readonly places: readonly number[];
  /** The same with all of them, and those that are not in the window. */
  readonly place: number;
  /** There are no more in the object. */
  readonly ended: boolean;
}

export interface ReadArchiveOptions {
  readonly window: Window;
  readonly retry: Pick<ReadRetry, "call">;
  /** Records of this object that were read before; "done" for all of them. */
  readonly before?: (key: string) => number | "done";
  /** Where to begin to list, in milliseconds since 1970: objects written before are done. */
  readonly listFrom?: number;
  /** Told of an object that was listed, and is gone. */
  readonly onGone?: (key: string) => void;
}

/** Objects that are asked for before they are read: small ones would cost a round trip each. */
const ahead = 8;

/** The archived records of the window, object by object in the order of time. A record that says when it arrived is left out where
 * that is not in the window; of others, those of whole objects are given. */
export async function* readArchive(
  store: ArchiveStore,
  prefix: string,
  { window, retry, before = () => 0, listFrom = -Infinity, onGone }: ReadArchiveOptions,
): AsyncGenerator<ArchiveBatch> {
  const inWindow = ({ arrivedAt }: ArchivedRecord): boolean => {
    const at = arrivedAt === null ? NaN : Date.parse(arrivedAt);
    return !(at < window.since) && !(at >= window.until);
  };
  const listed = objectsIn(store, prefix, { ...window, since: Math.max(window.since, listFrom) });
  for await (const { object, opened } of openAhead(store, listed, before)) {
    const skipped = before(object.key);
    let place = skipped === "done" ? 0 : skipped;
    let first: typeof opened | undefined = opened;
    const lines = async function* () {
      // A download that breaks off goes on where it was.
      const now = first ?? store.open(object.key);
      first = undefined;
      const { body, gzip } = await now;
      let at = 0;
      for await (const some of linesOf(body, gzip)) {
        const rest = some.slice(Math.max(0, place - at));
        at += some.length;
        if (rest.length > 0) yield rest;
      }
    };
    let reading = lines();
    for (;;) {
      const next = await retry.call(`${store.name}`, async () => {
        try {
          return await reading.next();
        } catch (error) {
          // A rule of the bucket may delete it meanwhile.
          if (isFault(error, "NoSuchKey") && place === 0) {
            onGone?.(object.key);
            return { done: true, value: undefined } as const;
          }
          reading = lines();
          throw damaged(store, object.key, error) ?? error;
        }
      });
      if (next.done === true) break;
      const read = next.value.map((bytes, index) => ({ record: archivedRecord(bytes), place: place + index + 1 }));
      place += read.length;
      const inside = read.filter(({ record }) => inWindow(record));
      const [records, places] = [inside.map(({ record }) => record), inside.map((one) => one.place)];
      yield { object, records, places, place, ended: false };
    }
    yield { object, records: [], places: [], place, ended: true };
  }
}

interface Opened {
  readonly object: ArchiveObject;
  readonly opened: ReturnType<ArchiveStore["open"]>;
}

async function* openAhead(
  store: ArchiveStore,
  objects: AsyncIterable<ArchiveObject>,
  before: (key: string) => number | "done",
): AsyncGenerator<Opened> {
  const waiting: Opened[] = [];
  try {
    for await (const object of objects) {
      if (before(object.key) === "done") continue;
      const opened = store.open(object.key);
      // It is thrown where it is read.
      opened.catch(() => undefined);
      waiting.push({ object, opened });
      if (waiting.length < ahead) continue;
      const next = waiting.shift();
      if (next !== undefined) yield next;
    }
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next;
  } finally {
    for (const { opened } of waiting)
      opened.then(
        ({ body }) => body.destroy(),
        () => undefined,
      );
  }
}

/** What zlib says of bytes that are not gzip, or not whole. */
function damaged({ name }: ArchiveStore, key: string, error: unknown): CliError | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!code.startsWith("Z_")) return undefined;
  return new CliError(`${key} in ${name} cannot be unpacked: it is not gzip, or not whole.`, {
    hint: "Move it away to read the rest of the archive.",
    cause: error,
  });
}
