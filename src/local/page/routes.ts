import type { WireRequest, WireResponse } from "../http/wire.ts";
import type { Desk } from "./desk.ts";
import { Plain } from "./page-route.ts";
import type { PageRoute } from "./page-route.ts";
import { badRequest, notFound, PageError } from "./page-error.ts";
import { apiRoutes } from "./apis/routes.ts";
import { requestRoutes } from "./requests/routes.ts";
import { streamRoutes } from "./streams/routes.ts";

const routes: readonly PageRoute[] = [...requestRoutes, ...streamRoutes, ...apiRoutes];

/** Answers a call of the page's API. Throws PageError. */
export async function apiAnswer(desk: Desk, request: WireRequest): Promise<WireResponse> {
  const path = request.path.slice("/_local/api".length);
  const fitting = routes.filter((route) => route.path.test(path));
  if (fitting.length === 0) throw notFound(`The page's API has no ${path}.`);
  const route = fitting.find(({ method }) => method === request.method);
  if (route === undefined)
    throw new PageError(405, "method", `${path} takes ${fitting.map(({ method }) => method).join(" and ")}.`);
  const parts = (route.path.exec(path) ?? []).slice(1).map(decoded);
  const made = await route.run({ desk, request, parts, query: new URLSearchParams(request.query) });
  if (made instanceof Plain) return made.response;
  if (made === undefined) return { status: 204, headers: {}, body: "" };
  return { status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(made) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`"${part}" is not percent-encoded.`);
  }
}
