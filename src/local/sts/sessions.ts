import { randomBytes, randomInt } from "node:crypto";
import type { Account, Corner } from "../account/account.ts";
import type { Statement } from "../policy/policy.ts";

/** Temporary credentials and whom they stand for. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Absent for a session of the account's root. */
  readonly role?: AssumedRole;
}

/** A role and the session under which somebody assumed it. */
export interface AssumedRole {
  readonly roleArn: string;
  readonly arn: string;
  /** Such as `AROA…:session`. */
  readonly userId: string;
  /** Policies of the session, each of which has to allow what the role may do. */
  readonly policies: readonly (readonly Statement[])[];
}

/** What a key that looks temporary is worth. */
export type SessionState =
  { readonly type: "valid"; readonly session: Session } | { readonly type: "expired" | "invalid" };

const sessions: Corner<Map<string, Session>> = { name: "sts.sessions", make: () => new Map() };
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
// Marks our own keys, so that those of an earlier run are told from anybody else's.
const ours = "ASIAQLOCAL";

/** Hands out temporary credentials. */
export function openSession(account: Account, seconds: number, role?: AssumedRole): Session {
  const now = account.clock.now();
  const open = account.corner(sessions, "");
  for (const [key, { expiresAt }] of open) if (expiresAt <= now) open.delete(key);
  const session: Session = {
    accessKeyId: ours + Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join(""),
    secretAccessKey: randomBytes(30).toString("base64"),
    token: `IQoJb3JpZ2luX2Vj${randomBytes(150).toString("base64")}`,
    expiresAt: now + seconds * 1000,
    ...(role === undefined ? {} : { role }),
  };
  open.set(session.accessKeyId, session);
  return session;
}

/** The session of a key; undefined for keys that were not handed out here. */
export function sessionOf(account: Account, accessKeyId: string, token: string | undefined): SessionState | undefined {
  if (!accessKeyId.startsWith(ours)) return undefined;
  const session = account.corner(sessions, "").get(accessKeyId);
  if (session === undefined || session.expiresAt <= account.clock.now()) return { type: "expired" };
  return session.token === token ? { type: "valid", session } : { type: "invalid" };
}
