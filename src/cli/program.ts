import { Command } from "commander";
import type { IO } from "../report/io.ts";
import type { Needs, Overrides, Session } from "./session.ts";
import { allowIps } from "./commands/allow-ips/allow-ips.ts";
import { createApi } from "./commands/create-api/create-api.ts";
import { createRole } from "./commands/create-role/create-role.ts";
import { createStream } from "./commands/create-stream/create-stream.ts";
import { deploy } from "./commands/deploy/deploy.ts";
import { dev } from "./commands/dev/dev.ts";
import { down } from "./commands/down/down.ts";
import { importing } from "./commands/import/import.ts";
import { local } from "./commands/local/local.ts";
import { plan } from "./commands/plan/plan.ts";
import { putIntegration } from "./commands/put-integration/put-integration.ts";
import { putMethod } from "./commands/put-method/put-method.ts";
import { readRecords } from "./commands/read-records/read-records.ts";
import { render } from "./commands/render/render.ts";
import { send } from "./commands/send/send.ts";
import { status } from "./commands/status/status.ts";
import { tail } from "./commands/tail/tail.ts";
import { unlock } from "./commands/unlock/unlock.ts";
import { up } from "./commands/up/up.ts";
import { examples } from "./examples.ts";
import { folded, helpWidth } from "./help-text.ts";
import { faultHelp, globalOptions, type GlobalOptions } from "./options.ts";

/** What a command is given to do its work with. */
export interface App {
  readonly io: IO;
  /** Opens a session for `command` and lends it to `work`; undefined when a question before it was answered no. */
  run<T>(
    command: Command,
    needs: Omit<Needs, "command">,
    work: (session: Session) => Promise<T>,
  ): Promise<T | undefined>;
  /** Sets an exit code other than 0 for a run that failed at nothing. */
  exit(code: number): void;
}

const groups: readonly (readonly [string, readonly ((program: Command, app: App) => void)[]])[] = [
  ["The whole proxy:", [up, plan, status, down, importing, unlock]],
  ["Records:", [send, readRecords, tail, render]],
  ["Step by step:", [createStream, createRole, createApi, putMethod, putIntegration, deploy, allowIps]],
  ["On your machine:", [local, dev]],
];

/** The whole command line. Loads no SDK: a command's work comes in when it runs. */
export function createProgram(io: IO, version: string, overrides: Overrides, exit: (code: number) => void): Command {
  const width = helpWidth(io.stdout.columns);
  const program = new Command("kinesis-proxy");
  globalOptions(program)
    .description("An HTTP endpoint in front of a Kinesis data stream, with no server and no Lambda.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpCommand(
      new Command("help")
        .argument("[command]")
        .description("print the help of a command")
        .helpOption("-h, --help", "print this help")
        .helpGroup("On your machine:"),
    )
    .configureHelp({ minWidthToWrap: 10 })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // main() words errors, in one place for all.
      outputError: () => undefined,
      getOutHelpWidth: () => width,
    })
    .addHelpText("after", folded(after, width))
    .exitOverride();

  const app: App = {
    io,
    exit,
    async run(command, needs, work) {
      const { withSession } = await import("./session/with-session.ts");
      const options = { ...command.optsWithGlobals<GlobalOptions>(), ...needs.options };
      return withSession(io, options, overrides, { command: command.name(), ...needs }, work);
    },
  };
  for (const [group, commands] of groups) {
    program.commandsGroup(group);
    for (const add of commands) add(program, app);
  }
  for (const command of program.commands)
    command.addHelpText("after", () => folded(below(command.name(), program), width));
  return program;
}

/** What stands below the flags of a command: examples, and in short the flags that all commands take. */
function below(name: string, program: Command): string {
  const lines = (examples[name] ?? []).map((one) => `  kinesis-proxy ${one}`);
  const globals = program.options.map(({ long }) => long).join(" ");
  const faults = name === "local" || name === "dev" ? faultHelp : "";
  return `${faults === "" ? "" : `${faults}\n`}\nExamples:\n${lines.join("\n")}\n\nGlobal flags: ${globals}; see "kinesis-proxy help".`;
}

const after = `
Try it without an AWS account:
  kinesis-proxy dev      a local AWS, an endpoint on it, and the records as they arrive
  kinesis-proxy local    only the local AWS; then, in another terminal: kinesis-proxy up --local

Exit codes: 0 done, 1 failed, 2 wrong usage (nothing touched), 3 not as asked, 130 interrupted`;
