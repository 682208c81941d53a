/** Lets at most `places` in at a time. `enter` resolves, in the order of asking, with the function that leaves again. */
export interface Gate {
  enter(): Promise<() => void>;
}

/** A gate with this many places. */
export function gate(places: number): Gate {
  const queue: (() => void)[] = [];
  let free = places;
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    async enter() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
      return leave;
    },
  };
}
