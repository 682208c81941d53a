import { isStale } from "../passing.ts";

interface Keys {
  readonly accessKeyId: string;
  readonly sessionToken?: string | undefined;
}

/** Gives a client's credentials, anew when it is told to. */
export type Credentials = (options?: { readonly forceRefresh: boolean }) => Promise<Keys>;

/** Makes the call; when AWS says that the credentials have expired, asks their source for new ones, and makes it again. */
export async function withFreshCredentials<T>(credentials: Credentials, call: () => Promise<T>): Promise<T> {
  const before = await credentials();
  try {
    return await call();
  } catch (error) {
    if (!isStale(error) || !(await areOthers(credentials, before))) throw error;
    return call();
  }
}

async function areOthers(credentials: Credentials, before: Keys): Promise<boolean> {
  try {
    const { accessKeyId, sessionToken } = await credentials({ forceRefresh: true });
    return accessKeyId !== before.accessKeyId || sessionToken !== before.sessionToken;
  } catch {
    // Why AWS refused the old ones says more than why there are no new ones.
    return false;
  }
}
