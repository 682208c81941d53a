import { shellWord } from "../../engine/shell-word.ts";
import { typedFlags } from "../../settings/flags/typed-flags.ts";
import { consentFlags } from "../commands/down/consent.ts";
import type { Session } from "../session.ts";
import type { Change } from "./change.ts";

/** More addresses than a line to paste should have. */
const MOST = 20;

/** The command that makes a change, to be pasted, with the flags that were typed for its plan; undefined where that would be a
 * very long line. */
export function commandOf({ type, command, keep }: Change, session: Session): string | undefined {
  const own =
    type === "down" ? [...consentFlags(session.consent), ...(keep?.has("stream") ? ["--keep-stream"] : [])] : [];
  const { allowIps: _, ...others } = session.settings;
  const list = session.config.allowIps ?? [];
  if (command === "allow-ips" && list.length > MOST) return undefined;
  // allow-ips takes the addresses as arguments.
  const typed =
    command === "allow-ips"
      ? [...(list.length > 0 ? list : ["--clear"]), ...typedFlags(others)]
      : typedFlags(session.settings);
  return ["kinesis-proxy", command ?? type, ...typed, ...own].map(shellWord).join(" ");
}
