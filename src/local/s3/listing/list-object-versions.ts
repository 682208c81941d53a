import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { invalidArgument } from "../faults.ts";
import { owner } from "../owner.ts";
import { compareKeys } from "../store/compare-keys.ts";
import type { KeyIndex } from "../store/key-index.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import { timeOf } from "../objects/version-id.ts";
import { commonPrefix } from "./key-page.ts";
import { listed } from "./list-objects.ts";
import { encoderOf, listConditions, mostOf } from "./list-parameters.ts";

interface Asked {
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  readonly versionMarker: string | undefined;
  readonly most: number;
}

interface Page {
  readonly versions: readonly { readonly version: ObjectVersion; readonly isLatest: boolean }[];
  readonly prefixes: readonly string[];
  readonly next: { readonly key: string; readonly versionId?: string } | undefined;
}

/** ListObjectVersions: all versions and delete markers, newest first. */
export const listObjectVersions: S3Operation = {
  name: "ListObjectVersions",
  method: "GET",
  on: "bucket",
  about: "versions",
  run(call) {
    const { objects: index, name } = allowed(call, "s3:ListBucketVersions", listConditions(call));
    const { prefix = "", delimiter = "", "key-marker": keyMarker = "", "version-id-marker": given } = call.query;
    const versionMarker = given === "" ? undefined : given;
    if (versionMarker !== undefined && keyMarker === "") {
      const message = "A version-id marker cannot be specified without a key marker.";
      throw invalidArgument(message, "version-id-marker", versionMarker);
    }
    const [most, encode] = [mostOf(call, "max-keys"), encoderOf(call)];
    const page = versionPage(index, { prefix, delimiter, keyMarker, versionMarker, most });
    const entry = ({ version, isLatest }: Page["versions"][number]) => ({
      Key: encode(version.key),
      VersionId: version.versionId,
      IsLatest: isLatest,
      ...(version.body === undefined
        ? { LastModified: new Date(Math.floor(version.lastModified / 1000) * 1000) }
        : listed(version)),
      Owner: owner(call.scope.account),
    });
    return {
      xml: [
        "ListVersionsResult",
        {
          Name: name,
          Prefix: encode(prefix),
          KeyMarker: encode(keyMarker),
          VersionIdMarker: versionMarker ?? "",
          NextKeyMarker: page.next === undefined ? undefined : encode(page.next.key),
          NextVersionIdMarker: page.next?.versionId,
          Delimiter: delimiter === "" ? undefined : encode(delimiter),
          MaxKeys: most,
          IsTruncated: page.next !== undefined,
          EncodingType: call.query["encoding-type"],
          Version: page.versions.filter(({ version }) => version.body !== undefined).map(entry),
          DeleteMarker: page.versions.filter(({ version }) => version.body === undefined).map(entry),
          CommonPrefixes: page.prefixes.map((one) => ({ Prefix: encode(one) })),
        },
      ],
    };
  },
};

function versionPage(index: KeyIndex, { prefix, delimiter, keyMarker, versionMarker, most }: Asked): Page {
  const versions: Page["versions"][number][] = [];
  const prefixes: string[] = [];
  let next: Page["next"];
  if (most === 0) return { versions, prefixes, next };
  for (let place = index.placeOf(compareKeys(keyMarker, prefix) < 0 ? prefix : keyMarker); ;) {
    const key = index.keyAt(place);
    if (key === undefined || !key.startsWith(prefix)) return { versions, prefixes, next: undefined };
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined) {
      if (!keyMarker.startsWith(common)) {
        if (versions.length + prefixes.length >= most) return { versions, prefixes, next };
        prefixes.push(common);
        next = { key: common };
      }
      place = index.afterPrefix(common, place);
      continue;
    }
    const all = index.get(key);
    for (const version of key === keyMarker ? behind(all, versionMarker) : all) {
      if (versions.length + prefixes.length >= most) return { versions, prefixes, next };
      versions.push({ version, isLatest: version === all[0] });
      next = { key, versionId: version.versionId };
    }
    place += 1;
  }
}

/** The versions of the marker's key that were not listed yet: none where no version is named. */
function behind(all: readonly ObjectVersion[], marker: string | undefined): readonly ObjectVersion[] {
  if (marker === undefined) return [];
  const at = all.findIndex(({ versionId }) => versionId === marker);
  if (at >= 0) return all.slice(at + 1);
  // It was deleted meanwhile; its id tells which were older.
  const time = timeOf(marker);
  return time === undefined ? [] : all.filter(({ lastModified }) => lastModified <= time);
}
