import type { Consent } from "../engine/context.ts";

/** The flags of `down` as they are parsed. */
export interface DownOptions {
  readonly keepStream?: boolean;
  readonly forceStream?: boolean;
  readonly enforceConsumers?: boolean;
  readonly forceApi?: boolean;
  readonly imported?: boolean;
  readonly dryRun?: boolean;
}

/** The flag of each consent. */
const consents = {
  records: ["forceStream", "--force-stream"],
  consumers: ["enforceConsumers", "--enforce-consumers"],
  others: ["forceApi", "--force-api"],
  imported: ["imported", "--imported"],
} as const satisfies Readonly<Record<Consent, readonly [keyof DownOptions, string]>>;

/** What the user lets `down` take along. */
export function consentOf(options: DownOptions): readonly Consent[] {
  return (Object.keys(consents) as Consent[]).filter((one) => options[consents[one][0]] === true);
}

/** The flags that let `down` take these along. */
export function consentFlags(these: ReadonlySet<Consent>): readonly string[] {
  return (Object.keys(consents) as Consent[]).filter((one) => these.has(one)).map((one) => consents[one][1]);
}
