import { binaryTypes, jsonTypes } from "../../mapping/content-types.ts";
import { stream } from "../../steps/index.ts";
import type { Context } from "../../steps/context.ts";

/** The most KiB of a record that Firehose takes; a stream's least limit is a little more, and those who raise it mean more. */
const LARGEST = 1_000;
const USUAL = 1_024;

/** What the archive cannot hold as it comes, by the settings and the stream. */
export function archiveWarnings({ config, known }: Pick<Context, "config" | "known">): readonly string[] {
  if (!config.archive) return [];
  const { accept, envelope, name } = config;
  const others = accept?.filter((type) => !jsonTypes([type]).includes(type) && type !== FORM) ?? [];
  const isBinary = binaryTypes(accept ?? []).length > 0;
  const kib = config.maxRecordSize ?? known.get(stream)?.facts?.["max-record-size"] ?? USUAL;
  return [
    ...(envelope === undefined && others.length > 0
      ? [
          `In the archive only line ends part one record from the next, and this proxy takes ${isBinary ? "text and binary bodies, too" : "other bodies than JSON"}: they come back as records only with --envelope --envelope-body base64.`,
        ]
      : []),
    ...(kib > USUAL
      ? [
          `Firehose takes records of up to ${LARGEST} KiB, and the stream of ${name} of up to ${kib}: larger ones are missing in the archive.`,
        ]
      : []),
  ];
}

const FORM = "application/x-www-form-urlencoded";

/** Says it, and of an archive that was just made, what becomes of JSON on several lines. */
export function adviseOnArchive(
  session: Pick<Context, "config" | "known" | "report">,
  results: ReadonlyMap<string, { readonly outcome: string }>,
): void {
  for (const text of archiveWarnings(session)) session.report.event({ type: "warning", text });
  if (results.get("archive")?.outcome === "created" && session.config.envelopeBody === "parsed")
    session.report.event({ type: "note", text: LINES });
}

const LINES =
  "JSON that a sender spreads over several lines takes as many in the archive; --envelope --envelope-body base64 keeps each record on one.";
