/** A block of commands in a document. */
export interface Block {
  readonly line: number;
  /** The commands, each on one line, without comments. */
  readonly commands: readonly string[];
  /** Why they are not run: `<!-- not run: … -->` stands before the block. */
  readonly notRun?: string;
  /** What has happened before, in words that readers do not see: `<!-- first: … -->`. */
  readonly first: readonly string[];
}

const block = /(?:<!-- (not run|first): ([^]*?) -->\n+)?^```sh\n([^]*?)^```$/gm;

/** The blocks of commands of a document, in order. */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(block)].map(({ 1: mark, 2: text = "", 3: shell = "", index }): Block => {
    const line = page.slice(0, index).split("\n").length;
    const block = { line, commands: commandsOf(shell), first: mark === "first" ? commandsOf(text) : [] };
    return mark === "not run" ? { ...block, notRun: text } : block;
  });
}

/** The commands of some lines of shell: continued lines are one, and comments and empty lines none. */
function commandsOf(shell: string): readonly string[] {
  const lines = shell.replace(/\\\n\s*/g, "").split("\n");
  return lines.map((line) => withoutComment(line).trim()).filter((line) => line !== "");
}

function withoutComment(line: string): string {
  return /^(?:'[^']*'|"[^"]*"|(?<=\S)#|[^'"#])*/.exec(line)?.[0] ?? "";
}

/** A command with what belongs to it. */
export interface Simple {
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** The file that takes its output. */
  readonly into?: string | undefined;
}

/** Variables, words and target of a command without pipes and substitutions. */
export function simple(command: string): Simple {
  const found: readonly string[] = command.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g) ?? [];
  const plain = found.map((word) =>
    word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, one, two, three) => one ?? two ?? three),
  );
  const to = found.indexOf(">");
  const words = to < 0 ? plain : plain.slice(0, to);
  const start = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const given = words.slice(0, start < 0 ? undefined : start);
  const env = Object.fromEntries(
    given.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
  );
  return { env, words: start < 0 ? [] : words.slice(start), into: to < 0 ? undefined : plain[to + 1] };
}

/** The words after `npx kinesis-proxy` of each call in a command, also of those in a pipe or a substitution. */
export function callsIn(command: string): readonly (readonly string[])[] {
  const lines = command.replace(/'[^']*'|\$\(|\)|\||&&|[<>]\(/g, (part) => (part.startsWith("'") ? part : "\n"));
  const parts = lines.split("\n").map((part) => part.trim().replace(/^"|"$/g, ""));
  return parts.flatMap((part) => {
    const { words } = simple(part);
    return words[0] === "npx" && words[1] === "kinesis-proxy" ? [words.slice(2)] : [];
  });
}
