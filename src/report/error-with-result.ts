import { CliError, type ExitCode } from "../engine/errors.ts";

/** A command's result: the JSON document, and the same in lines for people. */
export interface Result {
  readonly value: object;
  readonly lines: readonly string[];
}

/** A failure that has a result, too. With --json both are one document, with the error as a member. */
export class ErrorWithResult extends CliError {
  readonly result: Result;

  constructor(
    message: string,
    options: { readonly hint?: string | undefined; readonly exitCode?: ExitCode; readonly cause?: unknown },
    result: Result,
  ) {
    super(message, options);
    this.name = "AnsweredError";
    this.result = result;
  }
}
