import { existsSync } from "node:fs";
import { explain } from "../../aws/explain/explain.ts";
import { proxyName } from "../../aws/http/proxy-for.ts";
import { CliError, InterruptedError, TimedOutError } from "../../engine/errors.ts";
import { ErrorWithResult } from "../../report/error-with-result.ts";
import type { IO } from "../../report/io.ts";
import type { Asked } from "./asked.ts";
import { hintAtOtherPort } from "./hint-at-other-port.ts";

/** The error to show for a session's error: the signal's reason, or AWS's refusal in words. A bug stays as it is. */
export async function failureOf(
  error: unknown,
  { place, region, before, path }: Asked,
  { signal, env }: IO,
  changes: boolean,
): Promise<unknown> {
  if (signal.aborted && !(error instanceof ErrorWithResult)) {
    // A command that changes nothing has nothing to continue.
    if (!changes && !(signal.reason instanceof TimedOutError)) return new InterruptedError();
    return error instanceof InterruptedError ? error : signal.reason;
  }
  const profile = place.profile ?? (env["AWS_PROFILE"] || undefined);
  const asker = { endpoint: place.endpoint, region, local: place.local, profile, proxy: proxyName(region, env) };
  const told = error instanceof CliError ? error : (explain(error, asker) ?? error);
  return place.local && before === undefined && !existsSync(path) ? hintAtOtherPort(told, path) : told;
}
