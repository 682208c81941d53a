import type { PageRoute } from "../page-route.ts";
export const streamRoutes: readonly PageRoute[] = [];
