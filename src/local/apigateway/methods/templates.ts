import type { Shape } from "../../shape/shape.ts";

/** A map of templates by content type. API Gateway keeps an empty template, and null, as null. */
export const templates: Shape<Readonly<Record<string, string | null>>> = {
  read(value, _, { dialect }) {
    const held = dialect.map(value).map(([name, each]) => [name, each === null ? null : dialect.text(each) || null]);
    return Object.fromEntries(held) as Readonly<Record<string, string | null>>;
  },
  show: (value) => JSON.stringify(value),
};
