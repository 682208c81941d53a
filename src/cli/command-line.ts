import { CommanderError, type Command } from "commander";
import { CliError, UsageError } from "../engine/errors.ts";
import type { IO } from "../report/io.ts";
import { version } from "../version.ts";
import type { Overrides } from "./session.ts";
import { didYouMean } from "../settings/file/near-words.ts";
import type { GlobalOptions } from "./global-flags.ts";
import { meantFlag, meantStream } from "./records/meant-flag.ts";
import { createProgram } from "./program.ts";
import { sameProxy } from "./session/report-options.ts";

/** Parses a command line and runs its command: the one place where errors become exit codes. */
export async function runCommandLine(argv: readonly string[], io: IO, overrides: Overrides): Promise<number> {
  let exitCode = 0;
  const program = createProgram(io, { version: version(), argv }, overrides, (code) => void (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (thrown) {
    const has = (flag: string): boolean => argv.includes(flag);
    const error = thrown instanceof CommanderError ? usage(thrown, program, argv) : thrown;
    if (error === undefined) return (thrown as CommanderError).exitCode === 0 ? 0 : 2;
    const words = commandsIn(argv, program).map((one) => `${one.name()} `);
    const help = `Run "kinesis-proxy ${words.join("")}--help".`;
    const told = error instanceof UsageError && error.hint === undefined ? new UsageError(error.message, help) : error;
    const { reportError } = await import("../report/report-error.ts");
    const colors = has("--no-color") ? "never" : "auto";
    const how = { json: wantsJson(argv), debug: has("--debug"), colors } as const;
    reportError(told, io, { ...how, ...sameProxy(program.opts<GlobalOptions>(), io.env) });
    return error instanceof CliError ? error.exitCode : 1;
  }
}

/** Is the answer to be JSON? `--json` is short for `--output json`. */
function wantsJson(argv: readonly string[]): boolean {
  return argv.some((word, at) =>
    word === "--output" ? argv[at + 1] === "json" : word === "--json" || word === "--output=json",
  );
}

/** commander's error in our words; undefined when it only printed help or the version, and no JSON document was asked for. */
function usage(error: CommanderError, program: Command, argv: readonly string[]): UsageError | undefined {
  if (error.exitCode === 0) return undefined;
  if (error.code === "commander.help") return wantsJson(argv) ? new UsageError("There is no command.") : undefined;
  if (error.code === "commander.unknownCommand") {
    const family = program.commands.find(({ args, commands }) => commands.length > 0 && args.length > 0);
    const { args, commands } = family ?? program;
    const inFull = (word: string): string => (family === undefined ? word : `${family.name()} ${word}`);
    const typed = inFull(args[0] ?? "");
    const names = commands.map((one) => inFull(one.name()));
    return new UsageError(`Unknown command "${typed}".`, didYouMean(typed, names));
  }
  const [first = ""] = error.message.replace(/^error: /, "").split("\n");
  const message = `${first.charAt(0).toUpperCase()}${first.slice(1).replaceAll("'", '"')}.`;
  return new UsageError(message.replace(/\.\.$/, "."), hintFor(error, first, program, argv));
}

function hintFor(
  { code }: CommanderError,
  message: string,
  program: Command,
  argv: readonly string[],
): string | undefined {
  const command = commandsIn(argv, program).at(-1) ?? program;
  const all = [...command.options, ...program.options];
  const flags = all.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long]));
  if (code === "commander.unknownOption") return meantFlag(/'(.*)'/.exec(message)?.[1] ?? "", flags);
  return code === "commander.excessArguments" ? meantStream(command.args[0], flags) : undefined;
}

/** The commands of this command line, each within the one before. */
function commandsIn(argv: readonly string[], program: Command): readonly Command[] {
  const command = program.commands.find((one) => argv.includes(one.name()));
  return command === undefined ? [] : [command, ...commandsIn(argv, command)];
}
