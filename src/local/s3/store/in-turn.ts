/** Does one piece of work after the other. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects with the work. */
  run<T>(work: () => Promise<T> | T): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when all work given so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
