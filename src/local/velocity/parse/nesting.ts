import type { State } from "./lexicon.ts";

interface Level {
  readonly state: State;
  readonly opened: number;
  readonly closed: number;
}

/** What a lexer is inside of: its state and its parentheses, and those of all that is around. */
export class Nesting {
  state: State = "text";
  /** How many parentheses were opened on this level. */
  opened = 0;
  #closed = 0;
  readonly #outer: Level[] = [];

  /** Begins a construct. */
  push(state: State): void {
    this.#outer.push({ state: this.state, opened: this.opened, closed: this.#closed });
    this.opened = 0;
    this.state = state;
  }

  /** Back to where the lexer was before the construct that ends here. False when there was none. */
  pop(): boolean {
    const outer = this.#outer.pop();
    this.opened = outer?.opened ?? 0;
    if (outer !== undefined) this.#closed = outer.closed;
    this.state = outer?.state ?? "text";
    return outer !== undefined;
  }

  /** A closing parenthesis: it ends the nearest construct that has an open one, and all that was begun inside. */
  close(): void {
    while (this.opened === 0) if (!this.pop()) return;
    if (this.opened === this.#closed + 1) this.pop();
    else this.#closed++;
  }
}
