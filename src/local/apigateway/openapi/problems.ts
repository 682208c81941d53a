import { Fault } from "../../fault.ts";
import { badRequest } from "../faults.ts";

/** What is wrong with a definition. AWS goes through all of it and then refuses it with a line for each error. */
export class Problems {
  readonly warnings: string[] = [];
  readonly #errors: string[] = [];

  /** Does the deed. A refusal is noted after the words; what the caller may not do, and a limit that is reached, are thrown. */
  attempt<T>(words: string, deed: () => T): T | undefined {
    try {
      return deed();
    } catch (error) {
      if (!(error instanceof Fault) || [403, 429].includes(error.status)) throw error;
      this.#errors.push(`${words}: ${error.message}`);
      return undefined;
    }
  }

  warn(line: string): void {
    if (!this.warnings.includes(line)) this.warnings.push(line);
  }

  /** Throws BadRequestException if there are errors, or warnings that are to count as such. */
  refuse(failOnWarnings: boolean): void {
    if (this.#errors.length > 0) throw badRequest(listed("Errors", this.#errors));
    if (failOnWarnings && this.warnings.length > 0) throw badRequest(listed("Warnings", this.warnings));
  }
}

function listed(kind: string, lines: readonly string[]): string {
  return [`${kind} found during import:`, ...lines].join("\n\t");
}
