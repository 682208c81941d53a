import type { Account, Corner } from "../account/account.ts";
import type { Fault } from "../fault.ts";
import type { Scope } from "../account/scope.ts";
import type { ClientCertificate } from "./account/certificate-definition.ts";
import type { MethodRecord, Resource, RestApi, VpcLink } from "./definition.ts";
import type { ApiKeyRecord, UsagePlan } from "./api-keys/key-definition.ts";
import type { DomainName } from "./domain-names/domain-definition.ts";
import { notFound } from "./faults.ts";

/** Switches of the local API Gateway, for tests and users. */
export interface ApigatewaySettings {
  /** Answer 429 beyond AWS's rates of the control plane. */
  enforceRates: boolean;
  /** Milliseconds after which lists of APIs, keys and usage plans show what was made. */
  listLagMs: number;
  /** When each of those was made, in milliseconds since 1970; noted while lists lag. */
  readonly born: Map<string, number>;
  /** Asked before each operation, by its name such as `CreateDeployment`; a fault that it returns is thrown. */
  refusal?: (operation: string) => Fault | undefined;
}

/** API Gateway in one region of an account. */
export interface Gateway {
  /** By id, oldest first. */
  readonly apis: Map<string, RestApi>;
  readonly apiKeys: Map<string, ApiKeyRecord>;
  readonly usagePlans: Map<string, UsagePlan>;
  readonly vpcLinks: Map<string, VpcLink>;
  /** By name. */
  readonly domainNames: Map<string, DomainName>;
  readonly clientCertificates: Map<string, ClientCertificate>;
  cloudwatchRoleArn: string | undefined;
  /** When each bucket of the rate limits was last drawn from, and what it then held. */
  readonly buckets: Map<string, { held: number; at: number }>;
}

/** All regions in one corner: the data plane looks an API up by its id alone. */
const corner: Corner<{ readonly regions: Map<string, Gateway>; readonly settings: ApigatewaySettings }> = {
  name: "apigateway",
  make: () => ({ regions: new Map(), settings: { enforceRates: false, listLagMs: 0, born: new Map() } }),
};

/** The switches of the account's API Gateway. */
export function apigatewaySettings(account: Account): ApigatewaySettings {
  return account.corner(corner, "").settings;
}

/** API Gateway in the region of the call. */
export function gatewayOf({ account, region }: Scope): Gateway {
  const { regions } = account.corner(corner, "");
  let gateway = regions.get(region);
  if (gateway === undefined) {
    gateway = {
      apis: new Map(),
      apiKeys: new Map(),
      usagePlans: new Map(),
      vpcLinks: new Map(),
      domainNames: new Map(),
      clientCertificates: new Map(),
      cloudwatchRoleArn: undefined,
      buckets: new Map(),
    };
    regions.set(region, gateway);
  }
  return gateway;
}

/** The role that API Gateway writes logs with in that region. */
export function loggingRole(account: Account, region: string): string | undefined {
  return account.corner(corner, "").regions.get(region)?.cloudwatchRoleArn;
}

/** Each region's API Gateway that was used so far. */
export function allGateways(account: Account): Iterable<Gateway> {
  return account.corner(corner, "").regions.values();
}

/** Throws NotFoundException. */
export function apiOf(scope: Scope, apiId: string): RestApi {
  const api = gatewayOf(scope).apis.get(apiId);
  if (api === undefined) throw notFound(`Invalid API identifier specified ${scope.account.id}:${apiId}`);
  return api;
}

/** The path parameters that name a resource. */
export interface ResourceNames {
  readonly restApiId: string;
  readonly resourceId: string;
}

/** The path parameters that name a method. */
export interface MethodNames extends ResourceNames {
  readonly method: string;
}

/** An API with one of its resources. AWS says the same whether the API or the resource is unknown. */
export function resourceOf(scope: Scope, names: ResourceNames): { readonly api: RestApi; readonly resource: Resource } {
  const api = gatewayOf(scope).apis.get(names.restApiId);
  const resource = api?.resources.get(names.resourceId);
  if (api === undefined || resource === undefined) throw notFound("Invalid Resource identifier specified");
  return { api, resource };
}

/** The same with one of the resource's methods. Throws NotFoundException. */
export function methodOf(
  scope: Scope,
  names: MethodNames,
): { readonly api: RestApi; readonly resource: Resource; readonly method: MethodRecord } {
  const { api, resource } = resourceOf(scope, names);
  const method = resource.methods.get(names.method);
  if (method === undefined) throw notFound("Invalid Method identifier specified");
  return { api, resource, method };
}

/** Seconds since 1970, as API Gateway gives its times. */
export function nowInSeconds({ account }: Scope): number {
  return Math.floor(account.clock.now() / 1000);
}
