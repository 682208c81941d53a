import { existsSync, lstatSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../../engine/errors.ts";
import type { Reporter } from "../../../engine/events.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import { visibleLine } from "../../../report/visible.ts";
import { fileMembers } from "../../../settings/file/file-members.ts";
import { flagName, envName } from "../../../settings/flags/names.ts";
import { resolveConfig } from "../../../settings/resolve-config.ts";
import { readSettings, type Settings, type Source } from "../../../settings/sources.ts";
import { writeShared } from "../../../state/shared-file.ts";
import { schemaUrl } from "../../../version.ts";
import { ask, isTerminal, isTyped, NOTHING_CHANGED, requireTerminal } from "../../terminal/confirm.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { checkSchema } from "../../session/check-schema.ts";
import { namedRegion } from "../../session/named-region.ts";
import { LOCAL_REGION, placeOf } from "../../session/place.ts";
import { reportOptions } from "../../session/report-options.ts";
import { answerLines, type AnswerLines } from "./answer-lines.ts";
import { questions, type Answers, type Question } from "./questions.ts";

const NAME = "kinesis-proxy.json";
/** Where the schema is in a folder that has this package installed. */
const INSTALLED = "./node_modules/kinesis-proxy/schema/kinesis-proxy.schema.json";

/** Writes kinesis-proxy.json of what flags and answers say. Throws a UsageError for what does not go together, with nothing written. */
export async function runInit(
  io: IO,
  options: GlobalOptions & Source & { readonly force?: boolean | undefined },
): Promise<void> {
  const report = await chooseReporter(io, reportOptions(options, io));
  const path = join(io.cwd, NAME);
  checked(options, io);
  if (!(await mayWrite(path, io, options))) return report.result({ written: false }, [NOTHING_CHANGED]);
  // What is typed answers questions that are read; what a pipe brings answers them blindly.
  if (isTyped(io)) requireTerminal(io, options);
  const answers = options.yes === true ? {} : await answersOf(io, options);
  const flags: Answers & Pick<GlobalOptions, "profile" | "endpointUrl"> = { ...options, ...answers };
  const settings = checked(flags, io);
  await checkSchema(settings);
  const { members, secrets } = fileMembers(flags, settings);
  const place = Object.fromEntries(
    (["region", "profile", "endpointUrl"] as const).flatMap((one) => (flags[one] ? [[one, flags[one]]] : [])),
  );
  const document = { $schema: schemaFor(io.cwd), ...members, ...place };
  // What it says is read as the next command will read it.
  readSettings({ flags: {}, env: {}, file: members, cwd: io.cwd });
  if (place["endpointUrl"] !== undefined) await placeOf({}, place, {});
  await writeShared(path, NAME, `${JSON.stringify(document, undefined, 2)}\n`);
  for (const name of secrets) warnOfSecret(name, report);
  report.result({ written: true, file: path, settings: document }, [
    `Wrote ./${NAME}:`,
    ...JSON.stringify(document, undefined, 2).split("\n").map(visibleLine),
  ]);
  report.event({ type: "note", text: 'Next: "kinesis-proxy up". Without an account: "kinesis-proxy dev"' });
}

/** Parses them, alone and together. */
function checked(flags: Answers, io: IO): Settings {
  const region = namedRegion({ region: flags.region }, {}, {}, undefined) ?? LOCAL_REGION;
  const settings = readSettings({ flags, env: {}, file: {}, cwd: io.cwd });
  resolveConfig(settings, { region, endpoint: undefined });
  return settings;
}

/** Is there no such file, or may it be replaced? */
async function mayWrite(
  path: string,
  io: IO,
  options: { readonly yes?: boolean | undefined; readonly force?: boolean | undefined },
): Promise<boolean> {
  if (options.force === true || lstatSync(path, { throwIfNoEntry: false }) === undefined) return true;
  if (options.yes !== true && isTerminal(io)) return ask(io, `There is a ${NAME} already. Replace it?`);
  throw new UsageError(`There is a ${NAME} already.`, "Pass --force to replace it.");
}

/** Asks what no flag has said. */
async function answersOf(io: IO, flags: Answers): Promise<Answers> {
  let answers: Answers = {};
  const open = questions.filter(({ settles }) => settles.every((name) => flags[name] === undefined));
  const lines = answerLines(io);
  try {
    for (const question of open)
      answers = { ...answers, ...(await answerTo(question, io, lines, { ...flags, ...answers })) };
    return answers;
  } finally {
    await lines.close();
  }
}

/** One answer. At a terminal a wrong one is asked again; in a pipe the next line answers another question. */
async function answerTo(
  { text, usually, says }: Question,
  io: IO,
  lines: AnswerLines,
  before: Answers,
): Promise<Answers> {
  for (;;) {
    const answer = await lines.after(`${text} [${usually}]: `);
    if (answer === undefined && lines.none()) requireTerminal(io, {});
    if (answer === undefined || answer === "") return {};
    try {
      const said = says(answer);
      checked({ ...before, ...said }, io);
      return said;
    } catch (error) {
      if (!(error instanceof UsageError) || !isTerminal(io)) throw error;
      io.stderr.write(visibleLine([error.message, error.hint].filter(Boolean).join(" ")) + "\n");
    }
  }
}

/** The path of the schema from here. */
function schemaFor(cwd: string): string {
  const way = relative(cwd, fileURLToPath(schemaUrl)).split(sep).join("/");
  // npx keeps packages in a folder of its own, which it empties.
  if (existsSync(join(cwd, INSTALLED)) || way.includes("/_npx/")) return INSTALLED;
  return way.startsWith(".") ? way : `./${way}`;
}

function warnOfSecret(name: string, report: Reporter): void {
  const text = `${flagName(name)} is a secret and was left out: pass it to up, or set ${envName(name)}.`;
  report.event({ type: "warning", text });
}
