import { shellWord } from "../../engine/shell-word.ts";
import { typedFlags } from "../../settings/flags/typed-flags.ts";
import { consentFlags } from "../commands/down/consent.ts";
import type { Session } from "../session.ts";
import type { Change } from "./change.ts";

/** The command that makes a change, to be pasted, with the flags that were typed for its plan. */
export function commandOf({ type, command, keep }: Change, session: Session): string {
  const own =
    type === "down" ? [...consentFlags(session.consent), ...(keep?.has("stream") ? ["--keep-stream"] : [])] : [];
  const { allowIps: _, ...others } = session.settings;
  const list = session.config.allowIps ?? [];
  // allow-ips takes the addresses as arguments.
  const typed =
    command === "allow-ips"
      ? [...(list.length > 0 ? list : ["--clear"]), ...typedFlags(others)]
      : typedFlags(session.settings);
  return ["kinesis-proxy", command ?? type, ...typed, ...own].map(shellWord).join(" ");
}
