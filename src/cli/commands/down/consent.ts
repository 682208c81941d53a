import type { Consent } from "../../../steps/context.ts";
import type { Flags, Given } from "../../../settings/flags/flag.ts";

/** The flags of `down`: what it leaves, and what it removes, too. */
export const downFlags = {
  keepStream: { text: "leave the stream and its records" },
  forceStream: { text: "delete the stream though it holds records" },
  enforceConsumers: { text: "delete the stream though consumers are registered" },
  forceApi: { text: "delete the REST API though others have put stages or methods into it" },
  forceBucket: { text: "delete the archive's bucket with all its objects" },
  imported: { text: "remove what `import` took over, too" },
} as const satisfies Flags;

type DownOptions = Given<typeof downFlags>;

/** The option of each consent, and its flag. */
const consents = {
  records: ["forceStream", "--force-stream"],
  consumers: ["enforceConsumers", "--enforce-consumers"],
  others: ["forceApi", "--force-api"],
  objects: ["forceBucket", "--force-bucket"],
  imported: ["imported", "--imported"],
} as const satisfies Readonly<Record<Consent, readonly [keyof DownOptions, string]>>;

const all = Object.keys(consents) as readonly Consent[];

/** What the user allows `down` to remove, too. */
export function consentOf(options: DownOptions): readonly Consent[] {
  return all.filter((one) => options[consents[one][0]] === true);
}

/** The steps that the user wants to keep. */
export function keptBy({ keepStream }: DownOptions): ReadonlySet<string> {
  return new Set<string>(keepStream === true ? ["stream"] : []);
}

/** The flags that allow `down` to remove these, too. */
export function consentFlags(these: ReadonlySet<string>): readonly string[] {
  return all.filter((one) => these.has(one)).map((one) => consents[one][1]);
}
