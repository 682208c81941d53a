import { expected, members, optional, text, type Shape } from "../engine/step/check.ts";

/** What is wrong with the content of a state file of version 1; `ids` says what is kept of each step. Members that it does not name
 * are allowed. */
export function stateFault(value: unknown, ids: Readonly<Record<string, Shape>>): string | undefined {
  const steps = Object.entries(ids).map(([step, shape]) => [step, optional(members(shape))] as const);
  const document = {
    version: (version: unknown, at: string) => (version === 1 ? undefined : expected(at, "1")),
    name: text,
    endpoint: optional(text),
    region: text,
    accountId: optional(text),
    settings: members({}),
    steps: members(Object.fromEntries(steps)),
  };
  return members(document)(value, "");
}
