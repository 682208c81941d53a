/** What is wrong with a rule, in a sentence. */
export class RuleError extends Error {}

interface Token {
  readonly text: string;
  /** It stands in quotes, and so is a name. */
  readonly isQuoted: boolean;
  readonly at: number;
}

/** "Elements are child alarms, TRUE or FALSE statements, and parentheses." */
const mostElements = 500;
const token = /\s*(?:"((?:\\.|[^"\\])*)"|([(),]|[^\s(),"]+|"))\s*/y;

/** The rule of a composite alarm, token by token. Words are told from each other whatever their case. */
export class RuleTokens {
  readonly #tokens: readonly Token[];
  #next = 0;

  /** Throws RuleError where there are too many. */
  constructor(text: string) {
    const tokens: Token[] = [];
    for (let at = 0; at < text.length; at = token.lastIndex) {
      token.lastIndex = at;
      const found = token.exec(text);
      if (found === null) break;
      const [all, quoted, plain = ""] = found;
      const start = at + all.length - all.trimStart().length;
      tokens.push({ text: quoted?.replace(/\\(.)/g, "$1") ?? plain, isQuoted: quoted !== undefined, at: start });
    }
    const elements = tokens.filter(
      ({ text: one }) => !/^(?:,|AND|OR|NOT|AT_LEAST|ALARM|OK|INSUFFICIENT_DATA)$/i.test(one),
    );
    if (elements.length > mostElements) throw new RuleError(`AlarmRule has more than ${mostElements} elements.`);
    this.#tokens = [...tokens, { text: "", isQuoted: false, at: text.length }];
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  get isAtEnd(): boolean {
    return this.#next === this.#tokens.length - 1;
  }

  /** What comes next; "" at the end. */
  get peek(): string {
    return this.#token.text;
  }

  /** Takes that word, if it comes next. */
  takes(word: string): boolean {
    const { text, isQuoted } = this.#token;
    if (isQuoted || text.toUpperCase() !== word) return false;
    this.#next++;
    return true;
  }

  /** The same; throws RuleError when something else comes. */
  expect(word: string): void {
    if (!this.takes(word)) throw this.unsupported(`'${word}'`);
  }

  /** A name, in quotes or without. Throws RuleError. */
  name(): string {
    const { text, isQuoted } = this.#token;
    if (text === "" || (!isQuoted && /^[(),"]$/.test(text))) throw this.unsupported("an alarm name or ARN");
    this.#next++;
    return text;
  }

  /** What AWS says of a token that cannot stand there. */
  unsupported(expected: string): RuleError {
    const { text, at } = this.#token;
    return new RuleError(`Error in AlarmRule [Unsupported token '${text}' at char ${at}, must be: ${expected}]`);
  }
}
