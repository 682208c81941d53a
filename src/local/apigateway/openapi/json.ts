/** Any JSON object: what a definition holds is anybody's guess until it is looked at. */
export type Json = Readonly<Record<string, unknown>>;

/** The object that the value is; an empty one when it is none. */
export function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The list that the value is; an empty one when it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text that the value is; undefined when it is none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The map, if there is anything in it; one without entries is left out of what is written. */
export function some(map: Json): Json | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
