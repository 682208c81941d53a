import { batch } from "./batch.ts";
import { get } from "./get.ts";
import { method } from "./method.ts";

/** The steps of the routes that senders call. Where one of them is, browsers ask first: CORS puts a preflight there. */
export const calledRoutes = [method, batch, get] as const;
