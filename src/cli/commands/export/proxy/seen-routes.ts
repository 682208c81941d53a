import type { Route } from "../../../../mapping/route.ts";
import * as steps from "../../../../steps/index.ts";
import { cors } from "../../../../steps/route/cors.ts";
import { reference } from "../resources/reference.ts";
import type { Session } from "../../../session.ts";
import type { PlacedRoute } from "./proxy-facts.ts";

/** The routes that AWS has. */
export function seenRoutes({ known }: Pick<Session, "known">): readonly PlacedRoute[] {
  const validatorId = known.get(steps.schema)?.ids.validatorId;
  const placed = (httpMethod: string, path: string, { method, integration }: Route): PlacedRoute => {
    const isOurs = method.validatorId !== "" && method.validatorId === validatorId;
    const named = isOurs ? { ...method, validatorId: reference("Validator", "Id") } : method;
    return { httpMethod, path, method: named, integration };
  };
  const [single, integration] = [known.get(steps.method), known.get(steps.integration)?.facts.integration];
  const post =
    single?.ours === true && integration !== undefined
      ? [placed(single.ids.httpMethod, single.ids.path, { method: single.facts.method, integration })]
      : [];
  const others = [steps.batch, steps.get, steps.health].flatMap((step) => {
    const { ours, ids, facts } = known.get(step) ?? {};
    if (ours !== true || ids === undefined || facts?.integration === undefined) return [];
    return [placed(ids.httpMethod, ids.path, { method: facts.method, integration: facts.integration })];
  });
  const shared = known.get(cors);
  const preflights = Object.entries(shared?.ours === true ? shared.facts.preflights : {}).flatMap(
    ([path, { method, integration: answer }]) =>
      answer === undefined ? [] : [placed("OPTIONS", path, { method, integration: answer })],
  );
  return [...post, ...others, ...preflights];
}
