import { shellWord } from "../../engine/shell-word.ts";
import { nearWords } from "../../settings/file/near-words.ts";

/** More suggestions than this are none. */
const most = 3;

/** What other readers call something: `aws logs tail`, kcat, stern, the console consumers of Kafka. */
const elsewhere: Readonly<Record<string, string>> = {
  "-f": '"kinesis-proxy tail" follows without a flag.',
  "--follow": '"kinesis-proxy tail" follows without a flag.',
  "-n": "The last records are --last COUNT.",
  "--lines": "The last records are --last COUNT.",
  "--tail": "The last records are --last COUNT.",
  "-c": "The first records are --limit COUNT.",
  "--max-messages": "The first records are --limit COUNT.",
  "--from-beginning": "The oldest record is --since trim-horizon.",
  "--filter": "Choose by --grep REGEX, or --where JMESPATH.",
  "--filter-pattern": "Choose by --grep REGEX, or --where JMESPATH.",
  "--include": "Choose by --grep REGEX.",
};

/** A hint for a flag that is none of a command's `flags`; undefined when nothing is near. */
export function meantFlag(typed: string, flags: readonly string[]): string | undefined {
  const reads = flags.includes("--since") && flags.includes("--last");
  const known = reads ? elsewhere[typed] : undefined;
  if (known !== undefined) return known;
  const near = nearWords(typed, flags).filter((flag) => !flag.startsWith("--no-") || typed.startsWith("--no-"));
  if (near.length === 0 || near.length > most) return undefined;
  return `Did you mean ${near.map((flag) => `"${flag}"`).join(" or ")}?`;
}

/** A hint for a word that stands alone behind a command that reads: its stream is named by a flag. */
export function meantStream(word: string | undefined, flags: readonly string[]): string | undefined {
  const reads = flags.includes("--since") && flags.includes("--stream-name");
  if (word === undefined || !reads) return undefined;
  return `Name a proxy with --name ${shellWord(word)}, or any stream with --stream-name ${shellWord(word)}.`;
}
