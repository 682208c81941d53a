import { hostSuffix, invokeUrl } from "../../aws/arns.ts";
import { api } from "../../steps/index.ts";
import type { Session } from "../session.ts";

/** The invoke URL of this path; undefined before there is a REST API. */
export function proxyUrl(session: Session, path = session.config.path): string | undefined {
  const apiId = session.known.get(api)?.ids.id;
  const { config } = session;
  const suffix = hostSuffix(session.clients, config.region);
  const place = { suffix, region: config.region, endpoint: config.endpoint };
  return apiId === undefined ? undefined : invokeUrl(place, apiId, config.stage, path);
}
