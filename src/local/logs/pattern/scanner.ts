import type { Comparison, Literal } from "./condition.ts";
import { InvalidPattern } from "./invalid-pattern.ts";

const literal = /"((?:\\.|[^"\\])*)"|%((?:\\.|[^%\\])+)%|([^\s()[\]{},=<>!&|"%]+)/y;

/** Reads a pattern piece by piece; white space between them means nothing. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes what the sticky expression matches here; undefined when it does not. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    this.#skip();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  /** Takes those very characters, if they come next. */
  takes(word: string): boolean {
    this.#skip();
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  /** The same; throws InvalidPattern when something else comes. */
  expect(word: string): void {
    if (!this.takes(word)) throw new InvalidPattern();
  }

  /** A comparison and what comes after it. */
  comparison(): readonly [Comparison, Literal] {
    const found = this.take(/!=|<=|>=|=|<|>/y);
    if (found === undefined) throw new InvalidPattern();
    return [found[0] as Comparison, this.literal()];
  }

  literal(): Literal {
    const found = this.take(literal);
    if (found === undefined) throw new InvalidPattern();
    const [, quoted, regex, word = ""] = found;
    if (regex !== undefined) return { type: "regex", text: regex };
    if (quoted !== undefined) return { type: "text", text: quoted.replace(/\\(.)/g, "$1"), quoted: true };
    return { type: "text", text: word, quoted: false };
  }

  /** Throws InvalidPattern unless all was read. */
  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw new InvalidPattern();
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }
}
