import type { Clients } from "../aws/clients.ts";
import type { Context as Run, Imported } from "../engine/context.ts";
import type { Config } from "../settings/config.ts";

/** What a step of the proxy is given. */
export type Context = Run<Config, Clients, Loss>;

/** What is lost with what `down` removes: the records and the consumers of the stream, what others put into the REST API, or
 * the objects of the archive. */
type Loss = "records" | "consumers" | "others" | "objects";

/** What the user may allow `down` to take along. */
export type Consent = Loss | Imported;
