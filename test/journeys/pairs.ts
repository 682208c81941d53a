/** Values of each dimension. */
export type Dimensions = Readonly<Record<string, readonly string[]>>;

/** Combinations in which each value meets each value of every other dimension at least once; the first ones meet most. */
export function allPairs(dimensions: Dimensions): readonly Readonly<Record<string, string>>[] {
  const names = Object.keys(dimensions);
  const left = new Set<string>();
  names.forEach((one, at) => {
    for (const other of names.slice(at + 1))
      for (const a of dimensions[one]!)
        for (const b of dimensions[other]!) left.add(JSON.stringify([one, a, other, b]));
  });
  const rows: Record<string, string>[] = [];
  while (left.size > 0) {
    const [[first, a, second, b] = []] = [...left].map((pair) => JSON.parse(pair) as string[]);
    const row: Record<string, string> = { [first!]: a!, [second!]: b! };
    for (const name of names) {
      if (row[name] !== undefined) continue;
      const gain = (value: string): number =>
        pairsOf({ ...row, [name]: value }, names).filter((pair) => left.has(pair)).length;
      row[name] = [...dimensions[name]!].sort((one, other) => gain(other) - gain(one))[0]!;
    }
    for (const pair of pairsOf(row, names)) left.delete(pair);
    rows.push(row);
  }
  return rows;
}

function pairsOf(row: Readonly<Record<string, string>>, names: readonly string[]): readonly string[] {
  const there = names.filter((name) => row[name] !== undefined);
  return there.flatMap((one, at) =>
    there.slice(at + 1).map((other) => JSON.stringify([one, row[one], other, row[other]])),
  );
}
