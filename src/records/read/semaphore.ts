/** Room in memory for what is under way or not yet taken by the reader, in bytes. */
export interface Room {
  /** Resolves, in the order of asking, when there is room for so many bytes, or when there is nothing else in it. */
  enter(bytes: number): Promise<Place>;
}

/** What somebody takes up of it. */
export interface Place {
  /** Says how many bytes it has become. */
  resize(bytes: number): void;
  leave(): void;
}

/** A room for `total` bytes. */
export function room(total: number): Room {
  const queue: { readonly bytes: number; readonly enter: () => void }[] = [];
  let used = 0;
  const admit = (): void => {
    for (let next = queue[0]; next !== undefined && (used === 0 || used + next.bytes <= total); next = queue[0]) {
      queue.shift();
      used += next.bytes;
      next.enter();
    }
  };
  return {
    async enter(bytes) {
      let mine = bytes;
      const become = (size: number): void => {
        used += size - mine;
        mine = size;
        admit();
      };
      await new Promise<void>((enter) => {
        queue.push({ bytes, enter });
        admit();
      });
      return { resize: become, leave: () => become(0) };
    },
  };
}
