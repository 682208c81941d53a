import { regionalRoleName } from "../../steps/role/roles.ts";
import type { Config } from "../../engine/context.ts";
import { CliError } from "../../engine/errors.ts";
import type { StateDocument } from "../../state/state-document.ts";

/** The names of what was made. */
export function namesIn(state: StateDocument | undefined): Readonly<Record<string, string>> {
  const [stream, role] = [state?.steps.stream?.name, state?.steps.role?.name];
  return { ...(stream !== undefined && { streamName: stream }), ...(role !== undefined && { roleName: role }) };
}

/** Throws where another name is asked for than `made` has: a second stream or role would leave the first one behind, and a stream
 * costs money. */
export function refuseRename(config: Config, made: Readonly<Record<string, string>>): void {
  for (const [setting, what] of [
    ["streamName", "stream"],
    ["roleName", "role"],
  ] as const) {
    const name = made[setting];
    if (name === undefined || name === config[setting]) continue;
    if (setting === "roleName" && name === regionalRoleName(config)) continue;
    throw new CliError(`This proxy has the ${what} ${name}, which cannot be renamed to ${config[setting]}.`, {
      hint: 'Run "kinesis-proxy down" first, or choose another --name for another proxy.',
      exitCode: 3,
    });
  }
}
