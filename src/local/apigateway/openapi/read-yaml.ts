import { badRequest } from "../faults.ts";

const mostMarks = 20_000;

/** The value that YAML stands for; timestamps stay texts, as AWS takes `version: 2022-04-12T15:36:55Z`. The parser is loaded with
 * the first such definition. Throws for what is no YAML, and BadRequestException for so much that reading it would take
 * seconds, in which nothing else is answered. */
export async function readYaml(text: string): Promise<unknown> {
  const marks = text.match(/[\n,[{]/g)?.length ?? 0;
  if (marks > mostMarks) {
    throw badRequest(
      `The local AWS reads ${mostMarks} lines and values of YAML at most. Write the definition as JSON.`,
    );
  }
  const { parse } = await import("yaml");
  return parse(text, { merge: true, logLevel: "error" });
}
