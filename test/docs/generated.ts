import { envName, flagName } from "../../src/settings/flags/names.ts";
import { placeTable } from "../../src/settings/place-table.ts";
import type { SettingGroup } from "../../src/settings/setting.ts";
import { presets } from "../../src/settings/presets.ts";
import { entries, settingNames } from "../../src/settings/table.ts";
import { proxy } from "../../src/steps/index.ts";

/** Under which heading the settings of a group stand; those without a group are under "". */
const headings: Readonly<Record<SettingGroup | "", string>> = {
  "": "Names, and what exists already",
  "which-stream": "Names, and what exists already",
  "which-role": "Names, and what exists already",
  "which-api": "Names, and what exists already",
  stream: "The stream",
  path: "The endpoint and who may call it",
  method: "The endpoint and who may call it",
  limits: "The endpoint and who may call it",
  schema: "The endpoint and who may call it",
  access: "The endpoint and who may call it",
  preset: "Requests, records and answers",
  mapping: "Requests, records and answers",
  respond: "Requests, records and answers",
  stage: "Stage, logs, alarms",
  watch: "Stage, logs, alarms",
  archive: "The archive",
};

/** One line of a table of settings. */
interface Row {
  readonly heading: string;
  readonly cells: readonly string[];
}

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll("*", "\\*").replaceAll("|", "\\|");

/** Name, flag, variable, meaning and default of each setting. */
function settingRows(): readonly Row[] {
  const settings = settingNames.map((name): Row => {
    const { argument, help, usually = "", no, group = "" } = entries[name];
    const flag = [code([flagName(name), argument].filter(Boolean).join(" ").replaceAll("|", "\\|"))];
    if (no !== undefined) flag.push(code(flagName(name).replace("--", "--no-")));
    return { heading: headings[group], cells: [code(name), flag.join(", "), code(envName(name)), cell(help), usually] };
  });
  const place = Object.entries(placeTable).map(([name, { flag }]): Row => {
    const cells = [code(name), code(`${flagName(name)} ${flag.value}`), "", cell(flag.text), ""];
    return { heading: "Which AWS", cells };
  });
  return [...settings, ...place];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return ["<!-- prettier-ignore -->", ...lines].join("\n");
}

/** The tables of settings, each below its heading. */
export function settingTables(): string {
  const rows = settingRows();
  const all = [...new Set([...Object.values(headings), "Which AWS"])];
  const head = ["In kinesis-proxy.json", "Flag", "Variable", "", "Default"];
  const sections = all.map((one) => {
    const own = rows.filter(({ heading }) => heading === one).map(({ cells }) => cells);
    return `### ${one}\n\n${table(head, own)}`;
  });
  return sections.join("\n\n");
}

/** The IAM actions of each step. */
export function permissionTable(): string {
  const rows = proxy.map(({ name, command, actions }) => [code(name), code(command), actions.map(code).join(", ")]);
  return table(["step", "command", "IAM actions"], rows);
}

/** The known senders, and whether they send again what was refused. */
export function senderTable(): string {
  const rows = Object.entries(presets).map(([name, { sender, again, source }]) => [
    code(`--preset ${name}`),
    `[${sender}](${source})`,
    again,
  ]);
  return table(["preset", "sender", "what was refused is sent again"], rows);
}

/** The document with this text between its two marks: `<!-- NAME -->` and `<!-- /NAME -->`. Throws where they are missing. */
export function between(name: string, document: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const [before, rest] = document.split(start);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The marks of ${name} are missing.`);
  return `${before}${start}\n${text}\n${end}${after}`;
}
