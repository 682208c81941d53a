import { regionalRoleName } from "../../steps/role/roles.ts";
import type { Config } from "../../settings/config.ts";
import { CliError } from "../../engine/errors.ts";
import { idsIn, type StateDocument } from "../../state/state-document.ts";
import { api, role, stream } from "../../steps/index.ts";

/** The names of the stream and the role that exist. */
export function namesIn(state: StateDocument | undefined): Readonly<Record<string, string>> {
  if (state === undefined) return {};
  const [streamName, roleName] = [idsIn(state, stream)?.name, idsIn(state, role)?.name];
  return { ...(streamName !== undefined && { streamName }), ...(roleName !== undefined && { roleName }) };
}

/** Throws where another name is asked for than `made` has: the old stream or role would be left behind, and a stream costs money. */
export function refuseRename(config: Config, made: Readonly<Record<string, string>>, before?: StateDocument): void {
  for (const [setting, what, arn] of [
    ["streamName", "stream", "streamArn"],
    ["roleName", "role", "roleArn"],
  ] as const) {
    const name = made[setting];
    if (name === undefined || name === config[setting]) continue;
    if (setting === "roleName" && name === regionalRoleName(config)) continue;
    const used = Boolean(before?.settings[arn]);
    if (!used && config[arn] === undefined)
      throw refusal(`This proxy has the ${what} ${name}, which cannot be renamed to ${config[setting]}.`);
    const there = config[arn] ?? `a ${what} of its own`;
    throw refusal(`This proxy ${used ? "uses" : "has"} the ${what} ${name}, and cannot be moved to ${there}.`);
  }
}

/** Throws where another REST API is asked for than the existing one that the proxy has put its routes into: they would go on
 * answering there. */
export function refuseMove({ apiId }: Config, state: StateDocument | undefined): void {
  const used = state?.settings["apiId"];
  if (state === undefined || !used || used === apiId || idsIn(state, api)?.id !== used) return;
  const there = apiId === undefined ? "an API of its own" : apiId;
  throw refusal(`This proxy has its routes in the REST API ${used}, and they cannot be moved to ${there}.`);
}

function refusal(message: string): CliError {
  const hint = 'Run "kinesis-proxy down" first, or choose another --name for another proxy.';
  return new CliError(message, { hint, exitCode: 3 });
}
