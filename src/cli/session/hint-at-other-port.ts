import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { CliError } from "../../engine/errors.ts";
import { LOCAL_PORT } from "./place.ts";

/** Adds a hint to an error of a local AWS for which this proxy has no state file at `path`: the port for which it has one, which is
 * most likely the right one. */
export async function hintAtOtherPort(error: unknown, path: string): Promise<unknown> {
  if (!(error instanceof CliError) || error.exitCode === 2 || error.exitCode === 130) return error;
  const [port] = await portsOf(path);
  if (port === undefined) return error;
  const hint = `There is a state file of this proxy for port ${port}: put KINESIS_PROXY_LOCAL_PORT=${port} before the command.`;
  const all = [hint, error.hint].filter(Boolean).join(" ");
  return new CliError(error.message, { hint: all, exitCode: error.exitCode, cause: error });
}

/** The ports of the state files beside `path`. */
async function portsOf(path: string): Promise<readonly number[]> {
  const name = basename(path).replace(/\.local(-\d+)?\.json$/, "");
  const files = await readdir(dirname(path)).catch((): string[] => []);
  return files.flatMap((file) => {
    const [whole, port] = /\.local(?:-(\d+))?\.json$/.exec(file) ?? [];
    return whole !== undefined && file === `${name}${whole}` ? [Number(port ?? LOCAL_PORT)] : [];
  });
}
