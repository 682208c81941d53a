import type { Context } from "../../steps/context.ts";
import { access, batch, method } from "../../steps/index.ts";
import { isCovered } from "../widening/is-covered.ts";

/** What is said of an endpoint that anybody may call. */
export const OPEN =
  'Open to everybody: no list keeps any address out, and there is no API key and no IAM authorization. To close it: "kinesis-proxy allow-ips CIDR", or up with --api-key or --auth iam.';

/** May anybody call one of the routes, as far as AWS shows? False before there is one. */
export function isOpenToAll({ known }: Pick<Context, "known">): boolean {
  const routes = [method, batch].flatMap((step) => known.get(step)?.facts.method ?? []);
  const isFree = routes.some(({ authorization, apiKeyRequired }) => authorization === "NONE" && !apiKeyRequired);
  const policy = known.get(access);
  // A policy of another form may restrict callers in other ways.
  const isListed = policy !== undefined && !isCovered("0.0.0.0/0", policy.ids.allow);
  return isFree && !isListed;
}
