import { TemplateError } from "../template-error.ts";
import { entriesOf } from "./lexicon.ts";
import type { Action, Entry } from "./lexicon.ts";
import { Nesting } from "./nesting.ts";
import { place } from "./place.ts";
import type { Token } from "./token.ts";

/** Reads one token after the other, as Velocity's own does: where a token ends depends on what was open before it, on states
 * and parentheses in a stack. Its oddities are what existing templates rely on. */
export class Lexer {
  readonly text: string;
  /** Where the next token begins. */
  at = 0;
  /** Inside `#set(…)`. */
  inSet = false;
  readonly nesting = new Nesting();
  #inComment = false;
  #slashesEnd = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next token; the last one is the end of the template. Throws TemplateError for invalid text. */
  next(): Token {
    const skipped: string[] = [];
    let start = this.at;
    for (;;) {
      if (this.at >= this.text.length) {
        if (start < this.at) throw this.#unexpected(start);
        return { kind: "end of template", image: "", skipped, at: this.at, next: undefined };
      }
      const entry = this.#match();
      if (entry === undefined) throw this.#unexpected(start);
      const image = this.text.slice(start, this.at);
      if (entry.action !== undefined) this.#act(entry.action);
      if (entry.role === "token")
        return { kind: entry.kind, image: cut(entry, image), skipped, at: start, next: undefined };
      if (entry.role === "terminator") skipped.push(image);
      if (entry.role !== "more") start = this.at;
    }
  }

  /** Is the next character other than white space an opening parenthesis? */
  get parenthesisAhead(): boolean {
    parenthesis.lastIndex = this.at;
    return parenthesis.test(this.text);
  }

  #match(): Entry | undefined {
    let longest = this.at;
    let found: Entry | undefined;
    const idle = this.#idleSlash;
    for (const entry of entriesOf(this.nesting.state)) {
      if (idle && entry.slashed) continue;
      entry.pattern.lastIndex = this.at;
      if (entry.pattern.test(this.text) && entry.pattern.lastIndex > longest) {
        longest = entry.pattern.lastIndex;
        found = entry;
      }
    }
    this.at = longest;
    return found;
  }

  /** A backslash that leads to no dollar or hash sign, so that a long row of them is read only once. */
  get #idleSlash(): boolean {
    if (this.text[this.at] !== "\\") return false;
    while (this.#slashesEnd <= this.at || this.text[this.#slashesEnd] === "\\") {
      this.#slashesEnd = Math.max(this.#slashesEnd, this.at) + 1;
    }
    const next = this.text[this.#slashesEnd];
    return next !== "$" && next !== "#";
  }

  #act(action: Action): void {
    const { state } = this.nesting;
    switch (action) {
      case "open index":
        return this.nesting.push("index");
      case "close index":
      case "end":
      case "close reference":
        return void this.nesting.pop();
      case "open":
        this.nesting.opened++;
        if (state === "member") this.nesting.state = "arguments";
        return;
      case "close":
        return this.nesting.close();
      case "close method":
        this.nesting.state = "reference";
        return;
      case "dot":
        this.at--;
        this.nesting.state = "member";
        return;
      case "set":
        this.nesting.push("directive");
        this.inSet = true;
        this.nesting.opened++;
        return;
      case "directive":
        this.nesting.state = "directive";
        return;
      case "string":
        if (state === "directive" && !this.inSet && this.nesting.opened === 0) this.nesting.pop();
        return;
      case "integer":
        if (this.text.startsWith("..", this.at - 2)) this.at -= 2;
        if (state !== "arguments" && state !== "index" && !this.inSet && this.nesting.opened === 0) this.nesting.pop();
        return;
      case "decimal":
        if (state !== "arguments" && !this.inSet && this.nesting.opened === 0) this.nesting.pop();
        return;
      case "end reference":
      case "no directive":
        this.at--;
        return void this.nesting.pop();
      case "end comment":
        this.#inComment = false;
        return void this.nesting.pop();
      default:
        if (!this.#inComment) this.#enter(action);
    }
  }

  #enter(action: "dollar" | "hash" | "comment" | "text block" | "formal comment" | "block comment"): void {
    const { state } = this.nesting;
    if (action === "dollar") {
      if (state === "reference") this.nesting.pop();
      return this.nesting.push("reference");
    }
    if (action === "hash") {
      if (state === "reference" || state === "member") this.nesting.pop();
      return this.nesting.push("after hash");
    }
    if (action === "comment" && state === "reference") this.nesting.pop();
    if (action === "formal comment") this.at--;
    this.#inComment = true;
    this.nesting.push(action === "comment" ? "line comment" : action);
  }

  #unexpected(start: number): TemplateError {
    return new TemplateError(
      `Lexical error ${place(this.text, this.at)} after ${JSON.stringify(this.text.slice(start, this.at))}`,
    );
  }
}

const parenthesis = /[ \t\r\n]*\(/y;

function cut({ action }: Entry, image: string): string {
  // What precedes the dot is lost: "$!.x" prints ".x".
  if (action === "dot") return ".";
  return action === "integer" && image.endsWith("..") ? image.slice(0, -2) : image;
}
