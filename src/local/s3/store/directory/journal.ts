import { open, readFile, rename } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Grant } from "../../acl/grants.ts";
import type { Checksum } from "../../payload/checksum.ts";
import type { ObjectVersion, Tag } from "../object-version.ts";

/** What the journal keeps of a version; where its bytes lie follows from the key and the id. */
export interface Entry {
  readonly id: string;
  /** Milliseconds since 1970; of the file too. */
  readonly at: number;
  /** Absent for a delete marker. */
  readonly size?: number;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly acl?: readonly Grant[];
  readonly checksum?: Checksum;
  readonly parts?: readonly number[];
  readonly partSums?: readonly string[];
}

/** One change of a key: versions that went, the new newest one, and those that were tagged anew. */
export interface Change {
  readonly key: string;
  readonly gone?: readonly string[];
  readonly top?: Entry;
  readonly changed?: readonly Entry[];
}

/** The versions of a key, newest first, and what they were before the last change, which may not have reached the files. */
export interface Known {
  readonly entries: readonly Entry[];
  readonly before: readonly Entry[];
}

/** What is kept of a version. */
export function entryOf({
  versionId,
  lastModified,
  etag,
  headers,
  tags,
  acl,
  checksum,
  partSizes,
  partSums,
  body,
}: ObjectVersion): Entry {
  return {
    id: versionId,
    at: lastModified,
    ...(body === undefined ? {} : { size: body.size }),
    etag,
    headers,
    tags,
    ...(acl === undefined ? {} : { acl }),
    ...(checksum === undefined ? {} : { checksum }),
    ...(partSizes === undefined ? {} : { parts: partSizes }),
    ...(partSums === undefined ? {} : { partSums }),
  };
}

/** A file with a line a change: written before the files move, so that a process killed in between loses nothing that it had
 * confirmed. */
export class Journal {
  readonly #file: string;
  #handle: Promise<FileHandle> | undefined;
  /** Lines that are in it. */
  lines = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves when the change is in the file. */
  async append(change: Change): Promise<void> {
    this.#handle ??= open(this.#file, "a");
    await (await this.#handle).appendFile(`${JSON.stringify(change)}\n`);
    this.lines += 1;
  }

  /** Replaces all lines by one a version. */
  async rewrite(keys: Iterable<readonly [key: string, entries: readonly Entry[]]>): Promise<void> {
    await this.close();
    const handle = await open(`${this.#file}.new`, "w");
    let [lines, text] = [0, ""];
    for (const [key, entries] of keys) {
      for (const top of entries.toReversed()) {
        text += `${JSON.stringify({ key, top } satisfies Change)}\n`;
        lines += 1;
      }
      if (text.length < 1_000_000) continue;
      await handle.appendFile(text);
      text = "";
    }
    await handle.appendFile(text);
    await handle.close();
    await rename(`${this.#file}.new`, this.#file);
    this.lines = lines;
  }

  /** What all lines together say, by key. A last line that was cut off is left out. */
  async read(): Promise<Map<string, Known>> {
    const text = await readFile(this.#file, "utf8").catch(() => "");
    const known = new Map<string, Known>();
    const lines = text.split("\n");
    lines.pop();
    this.lines = lines.length;
    for (const line of lines) {
      const change = parsed(line);
      if (change !== undefined) known.set(change.key, applied(known.get(change.key)?.entries ?? [], change));
    }
    return known;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await (await handle)?.close();
  }
}

function applied(before: readonly Entry[], { gone = [], top, changed = [] }: Change): Known {
  const left = before
    .filter(({ id }) => !gone.includes(id))
    .map((entry) => changed.find(({ id }) => id === entry.id) ?? entry);
  return { entries: top === undefined ? left : [top, ...left], before };
}

/** A line that somebody else wrote, or that was cut off, is no change. */
function parsed(line: string): Change | undefined {
  try {
    const change = JSON.parse(line) as Partial<Change> | null;
    const entries = [...(change?.changed ?? []), ...(change?.top === undefined ? [] : [change.top])];
    return typeof change?.key === "string" && entries.every(isEntry) ? { ...change, key: change.key } : undefined;
  } catch {
    return undefined;
  }
}

function isEntry({ id, at, etag, headers, tags }: Entry): boolean {
  const texts = typeof id === "string" && typeof etag === "string" && /^[\w-]+$/.test(id);
  return texts && typeof at === "number" && typeof headers === "object" && headers !== null && Array.isArray(tags);
}
