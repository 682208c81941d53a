import type { State } from "./lexicon.ts";

interface Level {
  readonly state: State;
  readonly opened: number;
  readonly closed: number;
}

/** A lexer's state and open parentheses, with those of the constructs around it. */
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

  /** Returns to the enclosing construct. False when there is none. */
  pop(): boolean {
    const outer = this.#outer.pop();
    this.opened = outer?.opened ?? 0;
    if (outer !== undefined) this.#closed = outer.closed;
    this.state = outer?.state ?? "text";
    return outer !== undefined;
  }

  /** A closing parenthesis: it ends the nearest construct with an open one, and everything inside. */
  close(): void {
    while (this.opened === 0) if (!this.pop()) return;
    if (this.opened === this.#closed + 1) this.pop();
    else this.#closed++;
  }
}
