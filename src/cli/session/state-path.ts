import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../engine/errors.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { LOCAL_PORT, type Place } from "./place.ts";

/** The state file of this proxy on this AWS. */
export function statePath(options: GlobalOptions, cwd: string, name: string, place: Place): string {
  if (options.state !== undefined) {
    if (options.state === "") throw new UsageError("--state is empty.", "Pass the path of a file.");
    return resolve(cwd, options.state);
  }
  const path = join(stateFolder(cwd), `${name}${suffix(place)}.json`);
  for (const one of [stateFolder(cwd), path]) refuseLink(one);
  return path;
}

/** The folder of the state files. */
export function stateFolder(cwd: string): string {
  return join(cwd, ".kinesis-proxy");
}

/** Through a link, a folder's author could choose which file is overwritten. */
function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new UsageError(
    `${path} is a link, and state is not written through it.`,
    "Remove the link, or name the state file with --state.",
  );
}

function suffix({ endpoint, local }: Place): string {
  if (endpoint === undefined) return "";
  const { hostname, port } = new URL(endpoint);
  if (local) return port === String(LOCAL_PORT) ? ".local" : `.local-${port}`;
  return `.${hostname.replace(/[^A-Za-z0-9.-]/g, "")}${port === "" ? "" : `-${port}`}`;
}
