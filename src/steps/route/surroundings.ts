import type { Secrets } from "../../mapping/handshake/secrets.ts";
import type { Context } from "../context.ts";
import type { Surroundings } from "../../mapping/route-settings.ts";
import { schema } from "./schema.ts";

/** What the routes of this run refer to. `role`: the ARN of the role that their integrations assume. `secrets`: those that are there. */
export function surroundings({ config, identity, known }: Context, role = "", secrets: Secrets = {}): Surroundings {
  return { partition: identity.partition, region: config.region, role, schema: known.get(schema)?.ids, secrets };
}
