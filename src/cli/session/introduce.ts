import { recall } from "../../steps/ours/recall.ts";
import { whoAmI } from "../../aws/credentials/who-am-i.ts";
import type { Identity } from "../../engine/context.ts";
import type { Clients } from "../../aws/clients.ts";
import type { Config } from "../../settings/config.ts";
import { idShapes } from "../../steps/index.ts";
import { openState, type FileState } from "../../state/file-state.ts";
import { checkAccount } from "../../settings/existing-resources.ts";
import type { Needs } from "../session.ts";
import { resolveConfig } from "../../settings/resolve-config.ts";
import { withState } from "../../settings/sources.ts";
import { fromTags } from "../../settings/tags.ts";
import type { Asked } from "./asked.ts";
import { namesIn, refuseMove, refuseRename } from "./refuse-rename.ts";

/** The proxy and its caller, as AWS knows them. */
export interface Introduced {
  readonly config: Config;
  readonly identity: Identity;
  readonly state: FileState;
  /** Settings from the tags of the REST API, where there is no state file. */
  readonly recalled: Readonly<Record<string, unknown>>;
}

/** Asks AWS who the caller is and, without a state file, for the settings in the proxy's tags; then opens the state file. */
export async function introduce(
  asked: Asked,
  clients: Clients,
  /** The same clients, or copies whose answers the run will reuse. */
  asking: Clients,
  needs: Pick<Needs, "command" | "changes" | "plans">,
): Promise<Introduced> {
  const { name, before, settings, path, region } = asked;
  const where = { region, endpoint: asked.place.endpoint };
  const intends = needs.changes || needs.plans === true;
  const sure = intends && touchesApi(needs.command);
  const recalling = before === undefined ? recall(asking, name, where, { sure }) : Promise.resolve(undefined);
  // An error about the caller is reported first.
  recalling.catch(() => undefined);
  const identity = await whoAmI(clients, where);
  const { tags = {}, allow } = (await recalling) ?? {};
  const recalled = { ...fromTags(tags), ...(allow !== undefined && { allowIps: allow.join(" ") }) };
  const config = before === undefined ? resolveConfig(withState(settings, recalled), where) : asked.config;
  checkAccount(config, identity.accountId);
  if (intends) {
    refuseRename(config, { ...recalled, ...namesIn(before) }, before);
    refuseMove(config, before);
  }
  const state = await openState(path, { name, ...where, accountId: identity.accountId }, idShapes);
  return { config, identity, state, recalled };
}

/** Works without API Gateway: some emulators lack it. */
function touchesApi(command: string): boolean {
  return command !== "create-stream" && command !== "create-role";
}
