import type { RestApi } from "../definition.ts";
import { notFound } from "../faults.ts";
import type { Stage } from "./stage-definition.ts";

/** The API's stage of that name. Throws NotFoundException. */
export function stageIn({ stages }: RestApi, name: string): Stage {
  const stage = stages.get(name);
  if (stage === undefined) throw notFound("Invalid stage identifier specified");
  return stage;
}
