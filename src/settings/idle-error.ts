import { UsageError } from "../engine/errors.ts";

/** A setting that is of no use by itself, such as the retention of a log that nobody asked for. What is remembered of the proxy may
 * have the rest. */
export class IdleError extends UsageError {}
