import type { Config, Respond, Statuses } from "../engine/context.ts";
import { UsageError } from "../engine/errors.ts";
import { binaryTypes, jsonTypes } from "../mapping/content-types.ts";
import type { SettingName } from "./table.ts";

/** Checks settings against each other. `given`: was it said this time? What another version remembered is not judged: it must
 * be possible to take it away. */
export function checkConfig(config: Config, given: (name: SettingName) => boolean): void {
  checkPaths(config);
  if (config.apiId !== undefined) refuseApiWide(config);
  if (given("schema") || given("accept")) checkSchema(config.schema, config.accept);
  if (given("respond") || given("status")) checkAnswer(config.respond, config.statuses);
}

function checkPaths({ path, batchPath, partitionKey }: Config): void {
  if (batchPath === path)
    throw new UsageError(
      `--batch-path and --path are both "${path}".`,
      "Give the batch route a path of its own, such as /batch.",
    );
  if (batchPath && clash(path, batchPath))
    throw new UsageError(
      `--path ${path} and --batch-path ${batchPath} differ only in the name of a part in braces, and API Gateway takes one name there.`,
      "Give that part the same name in both.",
    );
  const parameter = /^path:(.*)$/s.exec(partitionKey)?.[1];
  const without = parameter && [path, batchPath].find((one) => one && !one.includes(`{${parameter}}`));
  if (without)
    throw new UsageError(
      `The path "${without}" has no {${parameter}} for --partition-key path:${parameter}.`,
      `Pass a path such as --path /events/{${parameter}}.`,
    );
}

/** Where two paths part, only one of them may have a variable. */
function clash(one: string, other: string): boolean {
  const [parts, others] = [one.split("/"), other.split("/")];
  const at = parts.findIndex((part, index) => part !== others[index]);
  return [parts[at], others[at]].every((part) => part?.startsWith("{") === true);
}

function checkSchema(schema: string | undefined, accept: readonly string[] = ["json"]): void {
  if (!schema || jsonTypes(accept).length > 0) return;
  throw new UsageError(
    `--schema applies to JSON bodies, and --accept ${accept.join(" ")} takes none.`,
    "Add json to --accept, or pass --schema none.",
  );
}

/** HTTP has no body with these statuses: API Gateway would drop the receipt without a word. */
function checkAnswer(respond: Respond, { accepted = 200 }: Statuses): void {
  if (respond.type !== "receipt" || (accepted !== 204 && accepted !== 205)) return;
  throw new UsageError(
    `An answer with status ${accepted} has no body, and so no receipt.`,
    "Pass another --status accepted=, such as 201, or --respond empty.",
  );
}

/** What concerns the whole API is not to be set on one that others made. */
function refuseApiWide({ cors, schema, allow, accept = [] }: Config): void {
  const wide = [
    cors?.length && "--cors",
    schema && "--schema",
    allow?.length && "--allow-ips",
    binaryTypes(accept).length > 0 && "--accept with binary types",
  ].filter(Boolean);
  if (wide.length === 0) return;
  throw new UsageError(
    `${wide.join(" and ")} would change all of an API that this proxy only puts its routes into (--api-id).`,
    "Leave it out, or let kinesis-proxy make an API of its own.",
  );
}
