import { loadConfig } from "@smithy/core/config";

/** The `endpoint_url` of an AWS profile, of AWS_PROFILE or the default one where none is named; undefined where it has none. The
 * SDK's clients look it up for AWS_PROFILE only. */
export async function profileEndpoint(profile: string | undefined): Promise<string | undefined> {
  const seek = loadConfig<string | undefined>(
    {
      environmentVariableSelector: () => undefined,
      configFileSelector: ({ endpoint_url: url, ignore_configured_endpoint_urls: ignored }) =>
        ignored === "true" ? undefined : url,
      default: undefined,
    },
    { ...(profile !== undefined && { profile }), ignoreCache: true },
  );
  return (await seek()) || undefined;
}
