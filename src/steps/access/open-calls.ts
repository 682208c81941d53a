import { getPath } from "../../mapping/get-route.ts";
import type { Config } from "../../settings/config.ts";

/** The calls that ask their callers for no signature, whatever --auth is, as a resource policy names them. `seen`: those of the policy that
 * is there, which tell what settings leave as it is. */
export function openCalls(config: Config, seen: readonly string[] = []): readonly string[] {
  const { getEvents, health, batchPath, batchFrom, firehoseKey } = config;
  const get = getPath(config);
  const calls: string[] = [];
  if (get && getEvents !== true) calls.push(`GET${anyPart(get)}`);
  if (health) calls.push(`GET${anyPart(health)}`, `HEAD${anyPart(health)}`);
  const post = batchPath && batchFrom?.type === "firehose" ? `POST${anyPart(batchPath)}` : "";
  if (post !== "" && (firehoseKey?.asked ?? seen.includes(post))) calls.push(post);
  return calls;
}

function anyPart(path: string): string {
  return path.replace(/\{[^}]*\}/g, "*");
}
