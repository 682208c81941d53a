import { UsageError } from "../engine/errors.ts";
import { didYouMean } from "./near-words.ts";
import type { SettingName } from "./table.ts";

const isText = (value: unknown): boolean => typeof value === "string";
const isTexts = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));
const isNumbers = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one === "number");

/** What JSON a member of kinesis-proxy.json may be: the words for it, and the check. */
type Shape = readonly [what: string, holds: (value: unknown) => boolean];

const text: Shape = ["a text", isText];
const named: Shape = ["a text that is not empty", (value) => isText(value) && value !== ""];
const number: Shape = ["a number", (value) => typeof value === "number"];
const choice: Shape = ["true or false", (value) => typeof value === "boolean"];
const textOrFalse: Shape = ["a text, or false", (value) => isText(value) || value === false];
const textsOrFalse: Shape = ["a text, a list of texts, or false", (value) => isTexts(value) || value === false];

const shapes = {
  name: text,
  streamName: text,
  roleName: text,
  apiName: text,
  streamArn: textOrFalse,
  roleArn: textOrFalse,
  apiId: textOrFalse,
  shards: number,
  onDemand: choice,
  retention: number,
  kmsKey: text,
  path: text,
  auth: textOrFalse,
  apiKey: choice,
  respond: text,
  allowIps: textsOrFalse,
  status: [
    'an object such as {"busy":503}, texts, or false',
    (value) => isTexts(value) || isNumbers(value) || value === false,
  ],
  partitionKey: text,
  batchPath: textOrFalse,
  accept: ["a text, or a list of texts", isTexts],
  envelope: ["true, false, or a list of texts", (value) => isTexts(value) || typeof value === "boolean"],
  newline: choice,
  cors: textsOrFalse,
  schema: textOrFalse,
  stage: text,
  region: named,
  profile: named,
  endpointUrl: named,
  $schema: text,
} as const satisfies Readonly<Record<SettingName | "region" | "profile" | "endpointUrl" | "$schema", Shape>>;

/** Throws a `UsageError` for what kinesis-proxy.json may not say: unknown members, and values of another kind. */
export function checkShape(file: object): void {
  for (const [name, value] of Object.entries(file)) {
    const shape = Object.hasOwn(shapes, name) ? (shapes as Readonly<Record<string, Shape>>)[name] : undefined;
    if (shape === undefined) throw unknown(name);
    const [what, holds] = shape;
    if (holds(value)) continue;
    const shown = JSON.stringify(value);
    throw new UsageError(
      `"${name}" in kinesis-proxy.json must be ${what}, not ${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}.`,
      "Mend the file.",
    );
  }
}

function unknown(name: string): UsageError {
  const known = Object.keys(shapes);
  const said = name.length > 60 ? `${name.slice(0, 59)}…` : name;
  return new UsageError(
    `kinesis-proxy.json has an unknown setting "${said}".`,
    didYouMean(name, known) ?? `Known are: ${known.join(", ")}.`,
  );
}
