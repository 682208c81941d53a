import { loadConfig } from "@smithy/core/config";

/** The endpoint that a profile names for one service, such as "API Gateway". The SDK by itself looks into the profile of
 * AWS_PROFILE, or the default one, whichever profile a client is given: the calls would go there with the keys of another. */
export function serviceEndpoint(profile: string, serviceId: string): () => Promise<string | undefined> {
  const own = {
    environmentVariableSelector: (env: Values) =>
      isTrue(env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"])
        ? ""
        : variable(env, serviceId) || env["AWS_ENDPOINT_URL"] || undefined,
    configFileSelector: (section: Values, all?: Sections) =>
      isTrue(section["ignore_configured_endpoint_urls"])
        ? undefined
        : named(serviceId, section, all) || section["endpoint_url"] || undefined,
    default: undefined,
  };
  return loadConfig<string | undefined>(own, { profile, ignoreCache: true });
}

/** The services that this program calls, as the SDK names them. */
const serviceIds = {
  kinesis: "Kinesis",
  iam: "IAM",
  apigateway: "API Gateway",
  sts: "STS",
  firehose: "Firehose",
  s3: "S3",
  logs: "CloudWatch Logs",
  cloudwatch: "CloudWatch",
  sns: "SNS",
} as const;

/** Endpoints of single services. */
export type ServiceEndpoints = Readonly<Partial<Record<keyof typeof serviceIds, string>>>;

/** The endpoints that variables such as AWS_ENDPOINT_URL_KINESIS name: they count before the one for all services. */
export function variableEndpoints(env: Values): ServiceEndpoints {
  return endpoints((serviceId) => variable(env, serviceId));
}

/** The endpoints that the `services` section of an AWS profile names: they count before the profile's `endpoint_url`. The profile
 * is that of AWS_PROFILE, or the default one, where none is given. */
export async function profileEndpoints(profile: string | undefined): Promise<ServiceEndpoints> {
  let found: ServiceEndpoints = {};
  const seek = loadConfig<string | undefined>(
    {
      environmentVariableSelector: () => undefined,
      configFileSelector: (section: Values, all?: Sections) => {
        found = endpoints((serviceId) => named(serviceId, section, all));
        return undefined;
      },
      default: undefined,
    },
    { ...(profile !== undefined && { profile }), ignoreCache: true },
  );
  await seek();
  return found;
}

type Values = Readonly<Record<string, string | undefined>>;
type Sections = Readonly<Record<string, Values>>;

function endpoints(of: (serviceId: string) => string | undefined): ServiceEndpoints {
  const all = Object.entries(serviceIds).map(([client, serviceId]) => [client, of(serviceId)] as const);
  return Object.fromEntries(all.filter(([, endpoint]) => endpoint));
}

function variable(env: Values, serviceId: string): string | undefined {
  return env[`AWS_ENDPOINT_URL_${serviceId.replaceAll(" ", "_").toUpperCase()}`];
}

function named(serviceId: string, section: Values, all?: Sections): string | undefined {
  return all?.[`services.${section["services"]}`]?.[`${serviceId.replaceAll(" ", "_").toLowerCase()}.endpoint_url`];
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === "true";
}
