import type { ComponentChildren } from "preact";

/** Names and values, one under the other. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: ComponentChildren, value: ComponentChildren])[];
}) {
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
