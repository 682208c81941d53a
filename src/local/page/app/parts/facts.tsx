import type { ComponentChildren } from "preact";

interface FactsProps {
  readonly facts: readonly (readonly [name: ComponentChildren, value: ComponentChildren])[];
  /** Names may be as long as values. */
  readonly even?: boolean;
}

/** Names and values, one under the other. */
export function Facts({ facts, even = false }: FactsProps) {
  if (facts.length === 0) return null;
  return (
    <dl class={even ? "facts even" : "facts"}>
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
