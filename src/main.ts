import { readFileSync } from "node:fs";
import type { Overrides } from "./cli/session.ts";
import { helpWidth } from "./cli/help-text.ts";
import type { IO } from "./report/io.ts";

export { GO_ON, InterruptedError } from "./engine/errors.ts";

/** Runs one command line; the answer is the exit code: 0 done, 1 failed, 2 wrong usage, 3 not as asked, 130 interrupted. */
export async function main(argv: readonly string[], io: IO, overrides: Overrides = {}): Promise<number> {
  const help = isHelp(argv) && helpWidth(io.stdout.columns) === 80 ? renderedHelp() : undefined;
  if (help !== undefined) {
    io.stdout.write(help);
    return 0;
  }
  const { runCommandLine } = await import("./cli/command-line.ts");
  return runCommandLine(argv, io, overrides);
}

function isHelp(argv: readonly string[]): boolean {
  return argv.length === 1 && (argv[0] === "--help" || argv[0] === "-h");
}

/** The help as the build wrote it down: half of the time to show it is the time to load what makes it. */
function renderedHelp(): string | undefined {
  try {
    return readFileSync(new URL("./help.txt", import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}
