import type { LazyClients, LazyService } from "../clients.ts";

/** Clients that are made when they are first asked for, each once. */
export function lazily(makers: Pick<LazyClients, LazyService>): LazyClients {
  const made: Promise<{ destroy(): void }>[] = [];
  const once = <C extends { destroy(): void }>(make: () => Promise<C>): (() => Promise<C>) => {
    let client: Promise<C> | undefined;
    return () => {
      if (client === undefined) made.push((client = make()));
      return client;
    };
  };
  return {
    firehose: once(makers.firehose),
    s3: once(makers.s3),
    logs: once(makers.logs),
    cloudwatch: once(makers.cloudwatch),
    sns: once(makers.sns),
    // One that could not be made has failed the call that asked for it.
    destroy: () => made.forEach((one) => void one.then((client) => client.destroy()).catch(() => undefined)),
  };
}
