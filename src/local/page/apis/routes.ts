import type { PageRoute } from "../page-route.ts";
export const apiRoutes: readonly PageRoute[] = [];
