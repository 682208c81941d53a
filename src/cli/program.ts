import { Command as Parser, Option } from "commander";
import type { IO } from "../report/io.ts";
import { flagsOf } from "../settings/flags/flags-of.ts";
import type { Flag } from "../settings/flags/flag.ts";
import type { Code, Command } from "./command.ts";
import { allowIps } from "./commands/allow-ips/allow-ips.ts";
import { archive } from "./commands/archive/archive.ts";
import { completion } from "./commands/completion/completion.ts";
import { cost } from "./commands/cost/cost.ts";
import { createApi } from "./commands/create-api/create-api.ts";
import { createRole } from "./commands/create-role/create-role.ts";
import { createStream } from "./commands/create-stream/create-stream.ts";
import { deploy } from "./commands/deploy/deploy.ts";
import { dev } from "./commands/dev/dev.ts";
import { doctor } from "./commands/doctor/doctor.ts";
import { down } from "./commands/down/down.ts";
import { exporting } from "./commands/export/export.ts";
import { importing } from "./commands/import/import.ts";
import { init } from "./commands/init/init.ts";
import { keyRotate } from "./commands/key/key-rotate.ts";
import { keyShow } from "./commands/key/key-show.ts";
import { list } from "./commands/list/list.ts";
import { local } from "./commands/local/local.ts";
import { logs } from "./commands/logs/logs.ts";
import { metrics } from "./commands/metrics/metrics.ts";
import { open } from "./commands/open/open.ts";
import { pause } from "./commands/pause/pause.ts";
import { replay } from "./commands/replay/replay.ts";
import { resume } from "./commands/pause/resume.ts";
import { plan } from "./commands/plan/plan.ts";
import { presetList } from "./commands/preset/preset-list.ts";
import { presetShow } from "./commands/preset/preset-show.ts";
import { putIntegration } from "./commands/put-integration/put-integration.ts";
import { putMethod } from "./commands/put-method/put-method.ts";
import { readRecords } from "./commands/read-records/read-records.ts";
import { render } from "./commands/render/render.ts";
import { send } from "./commands/send/send.ts";
import { shards } from "./commands/shards/shards.ts";
import { status } from "./commands/status/status.ts";
import { tail } from "./commands/tail/tail.ts";
import { unlock } from "./commands/unlock/unlock.ts";
import { up } from "./commands/up/up.ts";
import { url } from "./commands/url/url.ts";
import { changeFlags, globalFlags } from "./global-flags.ts";
import { folded, helpWidth } from "./help-text.ts";
import type { Overrides } from "./session.ts";

/** Every command, in the groups of the help. */
export const commands: Readonly<Record<string, readonly Command[]>> = {
  "The whole proxy:": [init, up, plan, status, url, open, list, pause, resume, down, exporting, importing, unlock],
  "Records:": [send, readRecords, tail, replay, shards, render],
  "What goes on:": [logs, metrics, cost, doctor],
  "Step by step:": [createStream, createRole, createApi, putMethod, putIntegration, deploy, allowIps, archive],
  "Known senders:": [presetList, presetShow],
  "Who may call:": [keyShow, keyRotate],
  "On your machine:": [local, dev, completion],
};

/** The first words of commands of two, such as `key show`: their lines in the list of commands. */
export const families: Readonly<Record<string, string>> = {
  preset: "settings for known senders: list them, show one",
  key: "the API key: show it, rotate it",
};

/** The command line, with the flags of the commands that `argv` names, or of all where it names none: making
 * them takes longer than everything else. Loads no SDK: a command's work is loaded when it runs. */
export function createProgram(
  io: IO,
  { version, argv = [] }: { readonly version: string; readonly argv?: readonly string[] },
  overrides: Overrides,
  exit: (code: Code) => void,
): Parser {
  const width = helpWidth(io.stdout.columns);
  const program = new Parser("kinesis-proxy");
  addFlags(program, Object.entries(globalFlags));
  program
    .description("An HTTP endpoint in front of a Kinesis data stream, with no server and no Lambda.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpCommand(
      new Parser("help")
        .argument("[command]")
        .description("print the help of a command")
        .helpOption("-h, --help", "print this help")
        .helpGroup("On your machine:"),
    )
    .configureHelp({ minWidthToWrap: 10 })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // command-line.ts prints errors.
      outputError: () => undefined,
      getOutHelpWidth: () => width,
    })
    .addHelpText("after", folded(after, width))
    .exitOverride();
  const all = Object.values(commands).flat();
  const isNamed = ({ name }: Command): boolean => name.split(" ").every((word) => argv.includes(word));
  const isMeant = all.some(isNamed) ? isNamed : () => true;
  for (const [group, members] of Object.entries(commands)) {
    program.commandsGroup(group);
    for (const command of members) {
      const parser = parserOf(program, command, isMeant(command));
      parser.addHelpText("after", () => folded(below(command, program), width));
      parser.action(async () => {
        const { runCommand } = await import("./run-command.ts");
        const [argument] = parser.processedArgs;
        exit(await runCommand(command, { io, options: parser.optsWithGlobals(), argument }, overrides));
      });
    }
  }
  return program;
}

function parserOf(program: Parser, command: Command, isMeant: boolean): Parser {
  const { name, summary, description, argument, settings = [], flags = {}, does } = command;
  const [word = "", second] = name.split(" ");
  const parser = (second === undefined ? program : familyOf(program, word)).command(second ?? word);
  parser.summary(summary).description(description);
  if (argument !== undefined) parser.argument(argument.usage, argument.text);
  if (!isMeant) return parser;
  addFlags(parser, flagsOf(settings));
  addFlags(parser, Object.entries(flags));
  if (does !== undefined) addFlags(parser, Object.entries(changeFlags));
  return parser;
}

function familyOf(program: Parser, word: string): Parser {
  const text = families[word] ?? "";
  const made = program.commands.find((one) => one.name() === word);
  return made ?? program.command(word).summary(text).description(text).helpCommand(false);
}

function addFlags(parser: Parser, flags: readonly (readonly [string, Flag])[]): void {
  for (const [name, { text, value, no, twin, short, hidden = false }] of flags) {
    const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const words = [short && `${short},`, `--${no === true ? "no-" : ""}${kebab}`, value].filter(Boolean).join(" ");
    parser.addOption(new Option(words, text).hideHelp(hidden));
    if (twin !== undefined) parser.addOption(new Option(`--no-${kebab}`, twin));
  }
}

/** The help below the flags of a command: examples, and the names of the global flags. */
function below({ examples, note }: Command, program: Parser): string {
  const lines = examples.map((one) => `  kinesis-proxy ${one}`);
  const globals = program.options.map(({ long }) => long).join(" ");
  return `${note === undefined ? "" : `\n${note}\n`}\nExamples:\n${lines.join("\n")}\n\nGlobal flags: ${globals}; see "kinesis-proxy help".`;
}

const after = `
Try it without an AWS account:
  kinesis-proxy dev      a local AWS, an endpoint on it, and the records as they arrive
  kinesis-proxy local    only the local AWS; then, in another terminal: kinesis-proxy up --local

Exit codes: 0 done, 1 failed, 2 wrong usage (nothing touched), 3 not as asked, 130 interrupted`;
