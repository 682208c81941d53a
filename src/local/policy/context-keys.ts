import type { Statement } from "./statement.ts";

/** The condition keys that statements ask for, in conditions and as variables such as `${aws:username}`, each once. */
export function contextKeys(statements: readonly Statement[]): readonly string[] {
  const keys = statements.flatMap(({ conditions, resources }) => [
    ...conditions.flatMap(({ key, values }) => [key, ...values.flatMap(variables)]),
    ...(resources?.patterns ?? []).flatMap(variables),
  ]);
  const known = new Map(keys.map((key) => [key.toLowerCase(), key]));
  return [...known.values()];
}

function variables(text: string): readonly string[] {
  const names = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name = ""]) => name.split(",")[0]?.trim() ?? "");
  return names.filter((name) => !["*", "?", "$"].includes(name));
}
