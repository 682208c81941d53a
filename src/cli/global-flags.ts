import type { Flags, Given } from "../settings/flags/flag.ts";
import { placeTable } from "../settings/place-table.ts";
import { table } from "../settings/table.ts";

/** The flags that every command takes. */
export const globalFlags = {
  name: { value: "<name>", text: table.name.help },
  region: placeTable.region.flag,
  profile: placeTable.profile.flag,
  endpointUrl: placeTable.endpointUrl.flag,
  local: { text: "the local AWS of this package: no account needed" },
  state: { value: "<file>", text: "state file (else .kinesis-proxy/NAME.json)" },
  json: { text: "one JSON document on stdout and nothing else; help and version stay text" },
  quiet: { short: "-q", text: "print the answer, warnings and errors only" },
  debug: { text: "log every call to AWS" },
  color: {
    value: "<when>",
    values: ["auto", "always", "never"],
    text: "colours: auto, always or never (auto)",
    twin: "no colours",
  },
  yes: { short: "-y", text: "do not ask" },
} as const satisfies Flags;

/** The flags of the commands that change something. */
export const changeFlags = {
  dryRun: { text: "show what would be done, and change nothing" },
  timeout: {
    value: "<duration>",
    text: "give up after this long, such as 5m; the same command continues where it stopped",
  },
} as const satisfies Flags;

/** The options of every command. */
export type GlobalOptions = Given<typeof globalFlags> &
  Given<typeof changeFlags> & {
    /** The port of the local AWS, which `dev` sets. */
    readonly localPort?: number;
    /** With --json, waits are told as JSON on stderr, which commands set that go on for long. */
    readonly tells?: boolean;
  };
