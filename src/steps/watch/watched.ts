import { unless } from "../../aws/faults.ts";
import { unlessUnsupported } from "../../aws/unless-unsupported.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";

/** Does the stage write a log, for which API Gateway needs the account's CloudWatch role? */
export function isLogged({ accessLog, executionLog = "OFF" }: Config): boolean {
  return accessLog === true || executionLog !== "OFF";
}

/** Looks for what a step has made, where there may be something: `said` is what the settings say of it. Who never asked for logs or
 * alarms pays no call for them: the settings are in the tags of the REST API, which is made before all of this and removed after
 * it. An API of others has no tags of ours: there it is looked for, as far as the caller may and the endpoint can. */
export function whereSaid<T>(
  ctx: Context,
  { step, said }: { readonly step: string; readonly said: unknown },
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  if (said !== undefined || ctx.state.get(step) !== undefined) return look();
  if (ctx.config.apiId === undefined) return Promise.resolve(undefined);
  return unless(["AccessDenied", "Unauthorized"], () => unlessUnsupported(ctx, look));
}
