import { CliError, type ExitCode } from "../engine/errors.ts";

/** What a command answers: the JSON document, and the same in lines. */
export interface Answer {
  readonly value: object;
  readonly lines: readonly string[];
}

/** A failure that has an answer all the same. With --json both are one document, the error a member of it. */
export class AnsweredError extends CliError {
  readonly answer: Answer;

  constructor(
    message: string,
    options: { readonly hint?: string | undefined; readonly exitCode?: ExitCode; readonly cause?: unknown },
    answer: Answer,
  ) {
    super(message, options);
    this.name = "AnsweredError";
    this.answer = answer;
  }
}
