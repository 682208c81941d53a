import { randomBytes, randomInt } from "node:crypto";
import type { Account, Corner } from "../account/account.ts";
import type { Statement } from "../policy/policy.ts";
import type { SessionTags } from "./session-tags.ts";

/** Temporary credentials and their owner. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Absent for a session of the account's root. */
  readonly principal?: SessionPrincipal;
}

/** Who acts in a session. */
export interface SessionPrincipal {
  /** ARN of the role or user whose permissions the session has; absent where they are those of the account's root. */
  readonly of?: string;
  readonly arn: string;
  /** Such as `AROA…:session`. */
  readonly userId: string;
  /** Id of the role or user where `userId` does not begin with it. */
  readonly sourceId?: string;
  /** Policies of the session; each of them has to allow a call. */
  readonly policies: readonly (readonly Statement[])[];
  /** Absent where the session was given none. */
  readonly tags?: SessionTags;
}

/** The state of a temporary key. */
export type SessionState =
  { readonly type: "valid"; readonly session: Session } | { readonly type: "expired" | "invalid" };

const sessions: Corner<Map<string, Session>> = { name: "sts.sessions", make: () => new Map() };
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
// The prefix of our own keys, also of those from an earlier run.
const ours = "ASIAQLOCAL";

/** Issues temporary credentials. */
export function openSession(account: Account, seconds: number, principal?: SessionPrincipal): Session {
  const now = account.clock.now();
  const open = account.corner(sessions, "");
  for (const [key, { expiresAt }] of open) if (expiresAt <= now) open.delete(key);
  const session: Session = {
    accessKeyId: ours + Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join(""),
    secretAccessKey: randomBytes(30).toString("base64"),
    token: `IQoJb3JpZ2luX2Vj${randomBytes(150).toString("base64")}`,
    expiresAt: now + seconds * 1000,
    ...(principal === undefined ? {} : { principal }),
  };
  open.set(session.accessKeyId, session);
  return session;
}

/** May the owner of a session call IAM? Not with what GetSessionToken or GetFederationToken gave, unless by MFA, which nobody has
 * here. */
export function mayCallIam({ principal }: Session): boolean {
  return principal?.arn.includes(":assumed-role/") === true;
}

/** Is that a key of a session that was issued here? */
export function isSessionKey(accessKeyId: string): boolean {
  return accessKeyId.startsWith(ours);
}

/** The session of a key; undefined for keys that were not issued here. */
export function sessionOf(account: Account, accessKeyId: string, token: string | undefined): SessionState | undefined {
  if (!isSessionKey(accessKeyId)) return undefined;
  const session = account.corner(sessions, "").get(accessKeyId);
  if (session === undefined || session.expiresAt <= account.clock.now()) return { type: "expired" };
  return session.token === token ? { type: "valid", session } : { type: "invalid" };
}
