import { Readable } from "node:stream";
import type { ArchiveStore } from "../../../src/records/archive/archive-store.ts";

/** An archive in memory. `listed` are the keys that listing gave, `opened` those that were read. */
export function memoryStore(objects: Readonly<Record<string, { readonly body: Buffer; readonly written?: number }>>) {
  const keys = Object.keys(objects).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const listed: string[] = [];
  const opened: string[] = [];
  const store: ArchiveStore = {
    name: "s3://archive/",
    folders: async (prefix) => {
      const below = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      return [...new Set(below.flatMap((key) => (key.includes("/") ? [key.slice(0, key.indexOf("/") + 1)] : [])))];
    },
    async *objects(prefix, after = "") {
      for (const key of keys) {
        if (!key.startsWith(prefix) || key <= after) continue;
        listed.push(key);
        yield { key, written: objects[key]?.written ?? Infinity };
      }
    },
    async open(key) {
      opened.push(key);
      return { body: Readable.from([objects[key]?.body ?? Buffer.alloc(0)]), gzip: key.endsWith(".gz") };
    },
  };
  return { store, listed, opened };
}

/** The key of an object whose oldest record arrived then, an ISO time in UTC. */
export function keyAt(iso: string, { base = "orders/", version = 1 } = {}): string {
  const [year = "", month = "", day = "", hour = "", minute = "", second = ""] = iso.split(/[-T:.Z]/);
  const folder = `year=${year}/month=${month}/day=${day}/hour=${hour}/`;
  const name = ["orders", version, year, month, day, hour, minute, second].join("-");
  return `${base}${folder}${name}-0b9a6bb4-6f6a-4d0c-8f6e-0123456789ab`;
}
