import { shellWord } from "../engine/shell-word.ts";
import { envName, flagName } from "./flags/names.ts";
import type { Settings } from "./sources.ts";
import type { SettingName } from "./table.ts";

/** What gives a setting in each run, so that a flag would hold for one run only; undefined for nothing, or a flag itself. */
export type WhereGiven = (name: SettingName) => "env" | "file" | undefined;

/** The same of the settings of a run. What a preset says is given where the preset is. */
export function whereGiven(settings: Settings): WhereGiven {
  return (name) => {
    const from = settings[name]?.from === "preset" ? settings.preset?.from : settings[name]?.from;
    return from === "env" || from === "file" ? from : undefined;
  };
}

/** What a setting is called where it is given. */
export function named(name: SettingName, where: WhereGiven): string {
  const from = where(name);
  return from === undefined ? flagName(name) : from === "env" ? envName(name) : `"${name}" in kinesis-proxy.json`;
}

/** How to give a setting this value, where it is given now. */
export function setTo(name: SettingName, value: string | number | readonly string[], where: WhereGiven): string {
  const texts = [value].flat().map(String);
  switch (where(name)) {
    case "file": {
      const json = Array.isArray(value) ? `[${texts.map((one) => `"${one}"`).join(", ")}]` : JSON.stringify(value);
      return `"${name}": ${json} in kinesis-proxy.json, and then "kinesis-proxy up"`;
    }
    case "env":
      return `${envName(name)}=${shellWord(texts.join(" "))}, and then "kinesis-proxy up"`;
    case undefined: {
      const [flag, words] = [flagName(name), texts.map(shellWord).join(" ")];
      return `"kinesis-proxy up ${flag} ${words}"`;
    }
  }
}
