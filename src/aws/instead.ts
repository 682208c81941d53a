import type { Context } from "../core/context.ts";
import { isUnknown } from "./faults.ts";

/** Runs `call`; at an endpoint that does not have the operation, `other`. AWS itself has them all: what it refuses is an error. */
export async function instead<T>(
  { config }: { readonly config: Pick<Context["config"], "endpoint"> },
  call: () => Promise<T>,
  other: (error: unknown) => T | Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (config.endpoint === undefined || !isUnknown(error)) throw error;
    return other(error);
  }
}
