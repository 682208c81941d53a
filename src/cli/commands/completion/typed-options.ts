/** The flags that say which AWS and which stream a line is about. */
const named = ["name", "region", "profile", "endpoint-url", "state", "stream-name"] as const;

/** What the words of a line say about which AWS it means; the last one, which is being typed, says nothing. */
export function typedOptions(typed: readonly string[]): Readonly<Record<string, string | true>> {
  const options: Record<string, string | true> = {};
  const words = typed.slice(0, -1);
  for (const [at, word] of words.entries()) {
    if (word === "--local") options["local"] = true;
    for (const name of named) {
      const value =
        word === `--${name}` ? words[at + 1] : word.startsWith(`--${name}=`) ? word.slice(name.length + 3) : undefined;
      if (value !== undefined && !value.startsWith("-")) options[inCamelCase(name)] = value;
    }
  }
  return options;
}

function inCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
