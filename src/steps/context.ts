import type { Clients } from "../aws/clients.ts";
import type { Context as Run } from "../engine/context.ts";
import type { Config } from "../settings/config.ts";

/** What a step of the proxy is given. */
export type Context = Run<Config, Clients>;
