import { TemplateError } from "../template-error.ts";

/** A place in a template that moves forward. Patterns must be sticky (`y`). */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, "" at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** What the pattern matches right here, without moving. */
  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  /** Moves over what the pattern matches right here. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.peek(pattern);
    if (match !== undefined) this.at += match[0].length;
    return match;
  }

  /** Moves over `text` when it stands right here. */
  skip(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Moves over `text`. Throws what Velocity's parser throws when it is not here. */
  expect(text: string): void {
    if (!this.skip(text)) throw this.unexpected(`"${text}"`);
  }

  /** The error where `wanted` was expected. */
  unexpected(wanted: string): TemplateError {
    const before = this.text.slice(0, this.at).split("\n");
    const found = this.done ? "the end of the template" : JSON.stringify(this.text.slice(this.at, this.at + 12));
    return new TemplateError(
      `Encountered ${found} at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}; expected ${wanted}`,
    );
  }
}
