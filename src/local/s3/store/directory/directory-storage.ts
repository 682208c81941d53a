import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, rmdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newBucket } from "../bucket.ts";
import type { Bucket } from "../bucket.ts";
import type { Body, ObjectVersion } from "../object-version.ts";
import type { Storage } from "../storage.ts";
import { changeOf } from "./change-of.ts";
import { FileBody } from "./file-body.ts";
import { entryOf, Journal } from "./journal.ts";
import { loadObjects } from "./load-objects.ts";
import { Places } from "./places.ts";
import { readSettings } from "./read-settings.ts";

/** The folder in which all lies that is no object; no bucket can be called so. */
export const HIDDEN = ".s3";

/** Keeps objects as files `ROOT/BUCKET/KEY`, and all that is known of them in `ROOT/.s3/BUCKET`: `bucket.json` (settings),
 * `objects.jsonl` (a journal), `versions/` (bodies of older versions) and `arriving/`. */
export class DirectoryStorage implements Storage {
  readonly #root: string;
  readonly #places: Places;
  readonly #journals = new Map<string, Journal>();
  readonly #release: () => Promise<void>;
  found: readonly Bucket[] = [];

  constructor(root: string, caseless: boolean, release: () => Promise<void>) {
    this.#root = root;
    this.#places = new Places(root, caseless);
    this.#release = release;
  }

  /** Reads what lies there. */
  async load(names: readonly string[]): Promise<void> {
    const found: Bucket[] = [];
    for (const name of names) {
      const bucket = await this.#loadBucket(name);
      if (bucket !== undefined) found.push(bucket);
    }
    this.found = found;
  }

  async receive(bucket: string, pieces: AsyncIterable<Buffer>): Promise<Body> {
    const file = this.#hidden(bucket, "arriving", randomUUID());
    const handle = await open(file, "wx");
    let size = 0;
    try {
      for await (const piece of pieces) {
        size += piece.length;
        await handle.writeFile(piece);
      }
    } catch (error) {
      await handle.close();
      await rm(file, { force: true });
      throw error;
    }
    await handle.close();
    return new FileBody(file, size);
  }

  async commit(
    bucket: Bucket,
    key: string,
    before: readonly ObjectVersion[],
    after: readonly ObjectVersion[],
  ): Promise<void> {
    const [newest] = after;
    const added =
      newest?.body instanceof FileBody && !before.some(({ body }) => body === newest.body) ? newest.body : undefined;
    if (added !== undefined) await dated(added, newest!.lastModified);
    const journal = this.#journal(bucket.name);
    await journal.append(changeOf(key, before, after));
    const left = before.filter(({ body }) => body !== undefined && !after.some((one) => one.body === body));
    const place = await this.#places.of(bucket, key, before[0]?.body);
    for (const { body, versionId } of after.slice(1))
      if (body instanceof FileBody && body.file === place)
        await move(body, this.#hidden(bucket.name, "versions", versionId));
    if (newest?.body instanceof FileBody && newest.body.file !== place) {
      await this.#places.makeWay(bucket, place);
      await move(newest.body, place);
    }
    for (const { body } of left)
      if (body instanceof FileBody && !after.some((one) => one.body instanceof FileBody && one.body.file === body.file))
        await body.drop();
    if (newest?.body === undefined) await this.#places.prune(bucket.name, place);
    if (journal.lines > 1000 + 4 * bucket.objects.size) await this.#compact(bucket, key, after);
  }

  async isFree(name: string): Promise<boolean> {
    return (await readdir(join(this.#root, name)).catch(() => [])).length === 0;
  }

  async keepBucket({ name, settings }: Bucket): Promise<void> {
    for (const folder of ["versions", "arriving"]) await mkdir(this.#hidden(name, folder), { recursive: true });
    await mkdir(join(this.#root, name), { recursive: true });
    const file = this.#hidden(name, "bucket.json");
    await writeFile(`${file}.new`, JSON.stringify(settings, undefined, 2));
    await rename(`${file}.new`, file);
  }

  async removeBucket(name: string): Promise<void> {
    await this.#journals.get(name)?.close();
    this.#journals.delete(name);
    await rm(join(this.#root, HIDDEN, name), { recursive: true, force: true });
    // Somebody else's files in it stay.
    await rmdir(join(this.#root, name)).catch(() => undefined);
  }

  async close(): Promise<void> {
    for (const journal of this.#journals.values()) await journal.close();
    await this.#release();
  }

  async #loadBucket(name: string): Promise<Bucket | undefined> {
    const settings = await readSettings(this.#hidden(name, "bucket.json"));
    if (settings === undefined) return undefined;
    const bucket = newBucket(name, settings);
    await rm(this.#hidden(name, "arriving"), { recursive: true, force: true });
    await this.keepBucket(bucket);
    const known = await this.#journal(name).read();
    const objects = await loadObjects(join(this.#root, name), this.#hidden(name, "versions"), known);
    bucket.objects.load(objects);
    await this.#journal(name).rewrite([...objects].map(([key, versions]) => [key, versions.map(entryOf)] as const));
    return bucket;
  }

  async #compact({ name, objects }: Bucket, key: string, after: readonly ObjectVersion[]): Promise<void> {
    function* all() {
      for (const [one, versions] of objects.entries()) if (one !== key) yield [one, versions.map(entryOf)] as const;
      yield [key, after.map(entryOf)] as const;
    }
    await this.#journal(name).rewrite(all());
  }

  #journal(name: string): Journal {
    const known = this.#journals.get(name) ?? new Journal(this.#hidden(name, "objects.jsonl"));
    this.#journals.set(name, known);
    return known;
  }

  #hidden(bucket: string, ...names: readonly string[]): string {
    return join(this.#root, HIDDEN, bucket, ...names);
  }
}

async function move(body: FileBody, place: string): Promise<void> {
  await rename(body.file, place);
  body.file = place;
}

/** The file bears the time of the version: by size and time it is known again. */
function dated({ file }: FileBody, lastModified: number): Promise<void> {
  return utimes(file, lastModified / 1000, lastModified / 1000);
}
