import { loadConfig } from "@smithy/core/config";

/** The endpoint that a profile names for one service, such as "API Gateway". The SDK by itself looks into the profile of
 * AWS_PROFILE, or the default one, whichever profile a client is given: the calls would go there with the keys of another. */
export function serviceEndpoint(profile: string, serviceId: string): () => Promise<string | undefined> {
  const service = serviceId.replaceAll(" ", "_");
  const own = {
    environmentVariableSelector: (env: Values) =>
      isTrue(env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"])
        ? ""
        : env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env["AWS_ENDPOINT_URL"] || undefined,
    configFileSelector: (section: Values, all?: Readonly<Record<string, Values>>) => {
      if (isTrue(section["ignore_configured_endpoint_urls"])) return undefined;
      const named = all?.[`services.${section["services"]}`]?.[`${service.toLowerCase()}.endpoint_url`];
      return named || section["endpoint_url"] || undefined;
    },
    default: undefined,
  };
  return loadConfig<string | undefined>(own, { profile, ignoreCache: true });
}

type Values = Readonly<Record<string, string | undefined>>;

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === "true";
}
