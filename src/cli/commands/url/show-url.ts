import { CliError, UsageError } from "../../../engine/errors.ts";
import { need } from "../../../engine/need.ts";
import { before, locate } from "../../../engine/run/up.ts";
import { api, deployment, proxy } from "../../../steps/index.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";

/** The routes that have a URL of their own beside the single one. */
type Route = "batch" | "health" | undefined;

/** Parses the argument of `url`. Throws a UsageError for what is not a route. */
export function routeOf(word: string | undefined): Route {
  if (word === undefined || word === "batch" || word === "health") return word;
  throw new UsageError(
    `"${word}" is not a route.`,
    "Write batch or health, or nothing for the route of single events.",
  );
}

/** Answers with the URL of a route. Throws where there is no such route, or nothing is deployed. */
export async function showUrl(session: Session, route: Route): Promise<void> {
  const { region, stage } = session.config;
  const path = pathOf(session, route);
  await locate([...before(deployment, proxy), deployment], session);
  const { id } = need(session, api).ids;
  need(session, deployment);
  const url = proxyUrl(session, path) ?? "";
  session.report.result({ url, apiId: id, stage, region }, [url]);
}

function pathOf({ config }: Session, route: Route): string {
  if (route === undefined) return config.path;
  // "" where it was switched off.
  const path = route === "batch" ? config.batchPath : config.health;
  if (path) return path;
  const making =
    route === "batch"
      ? 'Run "kinesis-proxy up --batch-path /batch" to make one.'
      : 'Run "kinesis-proxy up --health /health" to make one.';
  throw new CliError(`This proxy has no ${route} route.`, { hint: making });
}
