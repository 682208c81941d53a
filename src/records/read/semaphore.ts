/** Limits what is in use at the same time, here bytes in memory. */
export interface Semaphore {
  readonly total: number;
  /** Resolves when `amount` is free, or when nothing is in use; in the order of the calls. */
  acquire(amount: number): Promise<Permit>;
  /** Does the work while one of it is in use. */
  with<T>(work: () => Promise<T>): Promise<T>;
}

/** What a caller has in use. */
export interface Permit {
  /** Sets what is really in use. */
  resize(amount: number): void;
  /** Gives all of it back. */
  release(): void;
}

/** A semaphore over `total`. What is larger than that runs alone. */
export function semaphore(total: number): Semaphore {
  const queue: { readonly amount: number; readonly enter: () => void }[] = [];
  let used = 0;
  const admit = (): void => {
    for (let next = queue[0]; next !== undefined && (used === 0 || used + next.amount <= total); next = queue[0]) {
      queue.shift();
      used += next.amount;
      next.enter();
    }
  };
  const acquire: Semaphore["acquire"] = async (amount) => {
    let mine = amount;
    const resize = (size: number): void => {
      used += size - mine;
      mine = size;
      admit();
    };
    await new Promise<void>((enter) => {
      queue.push({ amount, enter });
      admit();
    });
    return { resize, release: () => resize(0) };
  };
  return {
    total,
    acquire,
    async with(work) {
      const permit = await acquire(1);
      try {
        return await work();
      } finally {
        permit.release();
      }
    },
  };
}
