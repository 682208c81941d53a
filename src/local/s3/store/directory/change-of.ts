import type { ObjectVersion } from "../object-version.ts";
import { entryOf } from "./journal.ts";
import type { Change } from "./journal.ts";

/** What the journal says of a key whose versions become those of `after`. */
export function changeOf(key: string, before: readonly ObjectVersion[], after: readonly ObjectVersion[]): Change {
  const same = (one: ObjectVersion): ObjectVersion | undefined =>
    before.find(({ versionId, body, lastModified }) => {
      return versionId === one.versionId && body === one.body && lastModified === one.lastModified;
    });
  const kept = after.map(same);
  const [top] = after;
  const gone = before.filter((one) => !kept.includes(one)).map(({ versionId }) => versionId);
  const changed = after.filter((one, at) => kept[at] !== undefined && kept[at] !== one).map(entryOf);
  return {
    key,
    ...(gone.length > 0 ? { gone } : {}),
    ...(changed.length > 0 ? { changed } : {}),
    ...(top !== undefined && kept[0] === undefined ? { top: entryOf(top) } : {}),
  };
}
