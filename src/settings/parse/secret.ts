import { UsageError } from "../../engine/errors.ts";
import type { FirehoseKey } from "../../mapping/handshake/firehose-key.ts";
import type { HandshakeToken } from "../../mapping/handshake/handshake.ts";

/** What stands in hints and notes in the place of a secret; it is never taken for one. */
export const HIDDEN = "…";

const isNone = (text: string): boolean => /^(none|false)?$/i.test(text);

/** `--handshake-token NAME=VALUE`. Errors do not repeat the value. */
export function handshakeToken(text: string, label: string): HandshakeToken {
  if (isNone(text)) return { name: "", value: "" };
  const at = text.indexOf("=");
  const [name, value] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  const hint =
    "It is the parameter in which the sender proves itself, and the text that you gave the sender, such as hub.verify_token=TEXT.";
  if (!/^\P{C}+$/u.test(name)) throw new UsageError(`${label} takes NAME=VALUE.`, hint);
  return { name, value: secret(value, label, 512) };
}

/** `--firehose-key VALUE`. Errors do not repeat it. */
export function firehoseKey(text: string, label: string): FirehoseKey {
  if (isNone(text)) return { asked: false, value: "" };
  // Firehose sends up to 4,096 bytes.
  return { asked: true, value: secret(text, label, 4096) };
}

function secret(value: string, label: string, most: number): string {
  if (value === "" || value === HIDDEN)
    throw new UsageError(`${label} has no value.`, "Write the secret itself there.");
  if (value.length > most) throw new UsageError(`${label} has more than ${most} characters.`);
  if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value))
    throw new UsageError(
      `${label} has a character that cannot be sent.`,
      "Use printable ASCII, without space around it.",
    );
  return value;
}
