import type { Found, StepRef } from "../engine/step/found.ts";

/** The newest version of the state file that this program knows. */
export const stateVersion = 1;

/** More bytes than any state file has. */
export const stateLimit = 1024 * 1024;

/** What a state file says. It may hold more members than these; they are kept when it is written again. */
export interface StateDocument {
  readonly version: typeof stateVersion;
  /** The proxy's name. */
  readonly name: string;
  /** Of another AWS than the real one. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly accountId?: string | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The ids of each step, by its name. */
  readonly steps: Readonly<Record<string, object>>;
}

/** The ids that it keeps of a step. */
export function idsIn<F extends Found>(
  { steps }: Pick<StateDocument, "steps">,
  step: StepRef<F>,
): F["ids"] | undefined {
  // They were checked when the file was read.
  return steps[step.name] as F["ids"] | undefined;
}

/** The document as the text of a file: JSON to be read by people, with a line end. */
export function renderState(document: StateDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
