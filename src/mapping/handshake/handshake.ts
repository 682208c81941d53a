import type { Secrets } from "./secrets.ts";

/** How a sender proves itself in a handshake: `--handshake-token`. Without a name there is none to ask for. `value` is undefined where
 * it is only known that there is one. */
export interface HandshakeToken {
  readonly name: string;
  readonly value: string | undefined;
}

/** A request with a challenge in its query, which is to come back as text, and makes no record. */
export interface Handshake {
  /** The name of the challenge's parameter. */
  readonly challenge: string;
  readonly token: HandshakeToken | undefined;
}

/** What the settings say of handshakes. */
export interface HandshakeSettings {
  /** "" or undefined for none. */
  readonly handshake: string | undefined;
  /** undefined: the token stays what it is. */
  readonly handshakeToken: HandshakeToken | undefined;
}

/** The handshake of these settings, with the token that is deployed where they do not say another; undefined for none. */
export function handshakeOf(
  { handshake, handshakeToken }: HandshakeSettings,
  kept: Secrets = {},
): Handshake | undefined {
  if (!handshake) return undefined;
  return { challenge: handshake, token: tokenOf(handshakeToken, kept) };
}

function tokenOf(asked: HandshakeToken | undefined, kept: Secrets): HandshakeToken | undefined {
  const { handshakeTokenName: name, handshakeToken: value } = kept;
  if (asked === undefined) return name === undefined ? undefined : { name, value };
  if (asked.name === "") return undefined;
  return asked.value === undefined ? { ...asked, value: name === asked.name ? value : undefined } : asked;
}
