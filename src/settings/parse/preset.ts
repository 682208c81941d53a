import { UsageError } from "../../engine/errors.ts";
import { didYouMean } from "../file/near-words.ts";
import { presets, presetNames, type Preset } from "../presets.ts";

/** The name of a preset. Throws a UsageError that names those there are. */
export function presetName(text: string, label: string): string {
  const name = text.trim().toLowerCase();
  if (Object.hasOwn(presets, name)) return name;
  throw new UsageError(
    `${label}: there is no preset "${text}".`,
    didYouMean(name, presetNames) ?? `There are: ${presetNames.join(", ")}.`,
  );
}

/** The preset of that name; undefined for none. */
export function presetOf(name: unknown): Preset | undefined {
  return typeof name === "string" && Object.hasOwn(presets, name) ? presets[name] : undefined;
}
