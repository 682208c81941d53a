import { badRequest } from "../faults.ts";

const perMethod = (at: string) => ({
  logs: [`${at}/metrics/enabled`, `${at}/logging/dataTrace`, `${at}/logging/loglevel`],
  burst: `${at}/throttling/burstLimit`,
  rate: `${at}/throttling/rateLimit`,
  ttl: `${at}/caching/ttlInSeconds`,
  caching: [
    "enabled",
    "dataEncrypted",
    "requireAuthorizationForCacheControl",
    "unauthorizedCacheControlHeaderStrategy",
  ].map((name) => `${at}/caching/${name}`),
});

/** AWS's list of paths, with the commas that it forgets. */
function knownPaths(): string {
  const one = perMethod("/{resourcePath}/{httpMethod}");
  const all = perMethod("/*/*");
  return [
    "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId",
    "/accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format",
    ...one.logs,
    `${one.burst}${one.rate}${one.ttl}`,
    ...one.caching,
    ...all.logs,
    `${all.burst} ${all.rate} ${all.ttl}`,
    ...all.caching,
    "/variables/{variable_name}, /tracingEnabled",
  ].join(", ");
}

/** AWS takes every path that it does not know for a method setting. */
export function unknownPath(path: string): Error {
  return badRequest(`Invalid method setting path: ${path}. Must be one of: [${knownPaths()}]`);
}

/** The same for something to remove; AWS's sentence ends with a space. */
export function nothingToRemove(segments: readonly string[]): Error {
  const path = segments.join("/");
  return badRequest(`Cannot remove method setting ${path} because there is no method setting for this method `);
}
