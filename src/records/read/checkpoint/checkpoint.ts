import type { Position, Start } from "../position.ts";
import type { StreamIdentity } from "./stream-identity.ts";

/** Where reading of a shard goes on: at its end there is nothing more. `sub` is the place of the last record that was shown of an
 * aggregated one; the rest of it is still to come. */
export type Place = "done" | (Extract<Start, { readonly sequenceNumber: string }> & { readonly sub?: number });

/** How far a stream was read. Files of earlier versions do not say its ARN and when it was made. */
export interface Checkpoint extends StreamIdentity {
  /** The stream, by name or ARN, and where it is: a checkpoint is good for no other one. */
  readonly stream: string;
  readonly region: string;
  readonly endpoint?: string | undefined;
  /** Where shards without a place begin. */
  readonly since: Exclude<Position, { readonly type: "latest" }>;
  readonly places: ReadonlyMap<string, Place>;
}

/** The text of a checkpoint's file. */
export function writeCheckpoint({ stream, region, endpoint, arn, createdAt, since, places }: Checkpoint): string {
  const shards = [...places].map(([id, place]) => {
    if (place === "done") return [id, place];
    const { type, sequenceNumber, sub } = place;
    return [id, { [type]: sequenceNumber, ...(sub !== undefined && { sub }) }];
  });
  // JSON has no undefined: such members are left out.
  const head = { version: 1, stream, region, endpoint, arn, createdAt };
  const from = since.type === "time" ? since.at.toISOString() : since.type;
  return `${JSON.stringify({ ...head, since: from, shards: Object.fromEntries(shards) as object }, undefined, 2)}\n`;
}

/** Reads such a text; undefined for anything else. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const file = objectOf(parsed(text));
  const { version, stream, region, endpoint, arn, createdAt, since, shards } = file ?? {};
  const from = sinceOf(since);
  const entries = Object.entries(objectOf(shards) ?? { "": undefined }).map(
    ([id, place]) => [id, placeOf(place)] as const,
  );
  if (version !== 1 || typeof stream !== "string" || typeof region !== "string" || from === undefined) return undefined;
  if (!isMaybeText(endpoint) || !isMaybeText(arn) || !isMaybeText(createdAt)) return undefined;
  const places = new Map<string, Place>();
  for (const [id, place] of entries) {
    if (place === undefined) return undefined;
    places.set(id, place);
  }
  return { stream, region, endpoint, arn, createdAt, since: from, places };
}

function isMaybeText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function sinceOf(text: unknown): Checkpoint["since"] | undefined {
  if (text === "trim-horizon") return { type: text };
  const at = new Date(typeof text === "string" ? text : NaN);
  return Number.isNaN(at.getTime()) ? undefined : { type: "time", at };
}

function placeOf(value: unknown): Place | undefined {
  if (value === "done") return value;
  const { at, after, sub, ...rest } = objectOf(value) ?? { none: true };
  const sequenceNumber = at ?? after;
  if (Object.keys(rest).length > 0 || (at !== undefined && after !== undefined)) return undefined;
  if (typeof sequenceNumber !== "string" || !/^\d{1,129}$/.test(sequenceNumber)) return undefined;
  const type = at === undefined ? "after" : "at";
  if (sub === undefined) return { type, sequenceNumber };
  return type === "at" && typeof sub === "number" && Number.isSafeInteger(sub) && sub >= 0
    ? { type, sequenceNumber, sub }
    : undefined;
}
