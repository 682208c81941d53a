/** The name of what belongs to a path or a method, such as `EventsIdPost` for POST on /events/{id}. */
export function nameOf(...words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((part) => part !== "");
  return parts
    .map(
      (part) => `${part[0]?.toUpperCase()}${part === part.toUpperCase() ? part.slice(1).toLowerCase() : part.slice(1)}`,
    )
    .join("");
}

/** A name for each of these texts, no two alike. */
export function namesOf(texts: readonly string[], name: (text: string) => string): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const named = texts.map((text) => {
    let one = name(text);
    for (let count = 2; used.has(one); count += 1) one = `${name(text)}${count}`;
    used.add(one);
    return [text, one] as const;
  });
  return new Map(named);
}
