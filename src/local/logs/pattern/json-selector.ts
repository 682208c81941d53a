/** A value in a JSON log event; undefined where there is none. */
export type JsonValue = string | number | boolean | null | undefined | object;

/** The steps of a selector such as `$.error.codes[0]`: names and indices, `*` for all of a list. */
export type Steps = readonly (string | number)[];

/** A selector at the start of a text. */
export const selectorPattern = /\$(?:\.?\[(?:\d+|\*|'[^']*'|"[^"]*")\]|\.[\w@:*-]+)+/y;

/** The steps of a selector; undefined where the text is none. */
export function stepsOf(selector: string): Steps | undefined {
  selectorPattern.lastIndex = 0;
  if (selectorPattern.exec(selector)?.[0].length !== selector.length) return undefined;
  return [...selector.matchAll(/\[(\d+)\]|\[(?:(\*)|'([^']*)'|"([^"]*)")\]|\.([\w@:*-]+)/g)].map(
    ([, index, star, single, double, name]) =>
      index === undefined ? (star ?? single ?? double ?? name ?? "") : Number(index),
  );
}

/** The values that the steps lead to; none where a step leads nowhere. */
export function valuesAt(root: JsonValue, steps: Steps): readonly JsonValue[] {
  let found: readonly JsonValue[] = [root];
  for (const step of steps) found = found.flatMap((value) => below(value, step));
  return found;
}

function below(value: JsonValue, step: string | number): readonly JsonValue[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "*") return Object.values(value) as readonly JsonValue[];
  if (Array.isArray(value) !== (typeof step === "number") || !Object.hasOwn(value, step)) return [];
  return [(value as Readonly<Record<string | number, JsonValue>>)[step]];
}

/** The event as JSON; undefined where it is none. */
export function readJson(message: string): JsonValue {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A value as the text that metrics and dimensions are made of. */
export function textOf(value: JsonValue): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
