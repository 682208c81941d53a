import { isUnknown } from "./faults.ts";

/** Where calls go: `endpoint` is undefined for AWS itself. */
interface Where {
  readonly config: { readonly endpoint: string | undefined };
}

/** Runs `call`; at an endpoint that does not have the operation, `other`. AWS itself has them all: what it refuses is an error. */
export async function instead<T, U = T>(
  { config }: Where,
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
export function unlessUnsupported<T>(where: Where, call: () => Promise<T>): Promise<T | undefined> {
  return instead(where, call, () => undefined);
}
