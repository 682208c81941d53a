import { UsageError } from "../../../engine/errors.ts";
import type { Description } from "./resources/resource.ts";

/** A tool's writer. */
type Write = (about: Description) => string;

const formats = {
  "aws-cli": async (): Promise<Write> => (await import("./aws-cli/write-aws-cli.ts")).writeAwsCli,
  cloudformation: async (): Promise<Write> =>
    (await import("./cloudformation/write-cloudformation.ts")).writeCloudformation,
  openapi: async (): Promise<Write> => (await import("./openapi/write-openapi.ts")).writeOpenapi,
  terraform: async (): Promise<Write> => (await import("./terraform/write-terraform.ts")).writeTerraform,
} as const;

export type Format = keyof typeof formats;

/** The formats, in the order of the help. */
export const formatNames = Object.keys(formats) as readonly Format[];

/** Parses the argument. Throws a UsageError for another word. */
export function formatOf(word: string | undefined): Format {
  const found = formatNames.find((one) => one === word);
  if (found !== undefined) return found;
  throw new UsageError(
    word === undefined ? "No format is named." : `"${word}" is not a format.`,
    `There are: ${formatNames.join(", ")}.`,
  );
}

/** The proxy as a document of that format; ends with a line end. */
export async function writeAs(format: Format, about: Description): Promise<string> {
  return (await formats[format]())(about);
}
