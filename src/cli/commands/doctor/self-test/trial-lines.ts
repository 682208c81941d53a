/** What was expected and what was seen. */
interface Tried {
  readonly name: string;
  readonly what: string;
  readonly expected: string;
  readonly result: string;
  readonly seen: string;
}

/** The lines for people: of each trial what was done, expected and seen. */
export function trialLines(trials: readonly Tried[]): readonly string[] {
  return trials.flatMap(({ name, what, expected, result, seen }) => [
    `${name}: ${result}`,
    `  tried:    ${what}`,
    `  expected: ${expected}`,
    `  seen:     ${seen}`,
  ]);
}
