import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { NULL_VERSION } from "../object-version.ts";
import type { ObjectVersion } from "../object-version.ts";
import { FileBody } from "./file-body.ts";
import type { Entry, Known } from "./journal.ts";
import { md5OfFile, scan } from "./scan.ts";
import type { FoundFile } from "./scan.ts";

/** The versions of each key, as journal and files say together: a version without its file is left out, a file without a version,
 * or changed by hand, is an object of its own. */
export async function loadObjects(
  folder: string,
  versionsFolder: string,
  journal: ReadonlyMap<string, Known>,
): Promise<ReadonlyMap<string, readonly ObjectVersion[]>> {
  const files = await scan(folder);
  const older = new Map<string, number>();
  for (const name of await readdir(versionsFolder).catch(() => []))
    older.set(name, (await stat(join(versionsFolder, name))).size);
  const loaded = new Map<string, readonly ObjectVersion[]>();
  for (const key of new Set([...journal.keys(), ...files.keys()])) {
    const { entries = [], before = [] } = journal.get(key) ?? {};
    const found = files.get(key) ?? [];
    const place = (entry: Entry): FoundFile | undefined => {
      const here = found.find(({ size, at }) => size === entry.size && at === entry.at);
      if (here !== undefined || older.get(entry.id) !== entry.size || entry.size === undefined) return here;
      return { file: join(versionsFolder, entry.id), size: entry.size, at: entry.at };
    };
    const versions = resolved(key, entries, place);
    // The last change was not carried out, and not confirmed: what was before it holds.
    const undone =
      found.length > 0 && !versions.some(({ body }) => liesIn(body, found)) ? resolved(key, before, place) : [];
    const all = undone.some(({ body }) => liesIn(body, found)) ? undone : versions;
    const [unknown] = found.filter(
      ({ file }) => !all.some(({ body }) => body instanceof FileBody && body.file === file),
    );
    const known = all.some(({ body }) => liesIn(body, found));
    const result =
      unknown !== undefined && !known
        ? [await adopted(key, unknown), ...all.filter(({ versionId }) => versionId !== NULL_VERSION)]
        : all;
    if (result.length > 0) loaded.set(key, result);
  }
  await removeOrphans(versionsFolder, older, loaded);
  return loaded;
}

function liesIn(body: ObjectVersion["body"], files: readonly FoundFile[]): boolean {
  return body instanceof FileBody && files.some(({ file }) => file === body.file);
}

function resolved(
  key: string,
  entries: readonly Entry[],
  place: (entry: Entry) => FoundFile | undefined,
): readonly ObjectVersion[] {
  return entries.flatMap((entry): readonly ObjectVersion[] => {
    const {
      id: versionId,
      at: lastModified,
      etag,
      headers,
      tags,
      acl,
      checksum,
      parts: partSizes,
      partSums,
      size,
    } = entry;
    const about = { key, versionId, lastModified, etag, headers, tags, ...(acl === undefined ? {} : { acl }) };
    if (size === undefined) return [about];
    const found = place(entry);
    if (found === undefined) return [];
    const body = new FileBody(found.file, size);
    return [
      {
        ...about,
        body,
        ...(checksum === undefined ? {} : { checksum }),
        ...(partSizes === undefined ? {} : { partSizes }),
        ...(partSums === undefined ? {} : { partSums }),
      },
    ];
  });
}

/** An object of a file that nobody put. */
async function adopted(key: string, { file, size, at }: FoundFile): Promise<ObjectVersion> {
  const headers = { "content-type": "binary/octet-stream", "x-amz-server-side-encryption": "AES256" };
  const etag = await md5OfFile(file);
  return { key, versionId: NULL_VERSION, lastModified: at, etag, headers, tags: [], body: new FileBody(file, size) };
}

async function removeOrphans(
  folder: string,
  older: ReadonlyMap<string, number>,
  loaded: ReadonlyMap<string, readonly ObjectVersion[]>,
): Promise<void> {
  const used = new Set<string>();
  for (const versions of loaded.values())
    for (const { body } of versions) if (body instanceof FileBody) used.add(body.file);
  for (const name of older.keys()) {
    const file = join(folder, name);
    if (!used.has(file)) await rm(file, { force: true });
  }
}
