/** How far an archive was read. */
export interface ArchiveProgress {
  /** The archive as users write it. A checkpoint is good for no other one. */
  readonly archive: string;
  /** Objects that were read to their end. */
  readonly done: ReadonlySet<string>;
  /** Objects that were read in part, and the number of their records that were. */
  readonly parts: ReadonlyMap<string, number>;
  /** Where a run without --since begins: objects written before are all done. Milliseconds since 1970. */
  readonly since: number;
}

/** The text of such a file. */
export function writeArchiveProgress({ archive, done, parts, since }: ArchiveProgress): string {
  const from = Number.isFinite(since) ? new Date(since).toISOString() : undefined;
  const file = { version: 1, archive, since: from, done: [...done], parts: Object.fromEntries(parts) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Reads such a text; undefined for anything else. */
export function readArchiveProgress(text: string): ArchiveProgress | undefined {
  const file = parsed(text);
  if (typeof file !== "object" || file === null) return undefined;
  const { version, archive, since, done, parts } = file as Readonly<Record<string, unknown>>;
  const from = since === undefined ? -Infinity : Date.parse(String(since));
  if (version !== 1 || typeof archive !== "string" || Number.isNaN(from)) return undefined;
  if (!Array.isArray(done) || !done.every((one): one is string => typeof one === "string")) return undefined;
  const counts = Object.entries(typeof parts === "object" && parts !== null ? parts : { none: -1 });
  if (!counts.every((one): one is [string, number] => Number.isSafeInteger(one[1]) && Number(one[1]) >= 0))
    return undefined;
  return { archive, done: new Set(done), parts: new Map(counts), since: from };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
