import type { Context } from "../engine/context.ts";
import { isUnknown } from "./faults.ts";

/** Runs `call`; at an endpoint that does not have the operation, `other`. AWS itself has them all: what it refuses is an error. */
export async function instead<T, U = T>(
  { config }: { readonly config: Pick<Context["config"], "endpoint"> },
  call: () => Promise<T>,
  other: (error: unknown) => U | Promise<U>,
): Promise<T | U> {
  try {
    return await call();
  } catch (error) {
    if (config.endpoint === undefined || !isUnknown(error)) throw error;
    return other(error);
  }
}

/** Runs `call`; undefined at an endpoint that does not have the operation. */
export function unlessUnknown<T>(
  where: { readonly config: Pick<Context["config"], "endpoint"> },
  call: () => Promise<T>,
): Promise<T | undefined> {
  return instead(where, call, () => undefined);
}
