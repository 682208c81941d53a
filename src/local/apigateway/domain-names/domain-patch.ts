import type { EndpointType } from "../definition.ts";
import { badRequest } from "../faults.ts";
import type { Change, PatchRule } from "../operation/patch.ts";
import { choice, member, textValue } from "../operation/patch-rules.ts";
import { without } from "../without.ts";
import type { DomainNameRecord } from "./domain-definition.ts";

/** How a domain name finds the API. */
export const routingModes = [
  "BASE_PATH_MAPPING_ONLY",
  "ROUTING_RULE_ONLY",
  "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
] as const;

/** TLS versions and ciphers. */
export const securityPolicies = [
  "TLS_1_0",
  "TLS_1_2",
  "SecurityPolicy_TLS13_1_3_2025_09",
  "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
  "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_2021_06",
  "SecurityPolicy_TLS13_2025_EDGE",
  "SecurityPolicy_TLS12_PFS_2025_EDGE",
  "SecurityPolicy_TLS12_2018_EDGE",
] as const;

const anyway = { addable: true, removable: true };
const noTypes = "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.";

/** The paths of UpdateDomainName. A domain name has both endpoint types while it moves from one to the other. */
export const domainRules: readonly PatchRule<DomainNameRecord>[] = [
  member("certificateName", textValue, anyway),
  member("certificateArn", textValue, anyway),
  member("regionalCertificateName", textValue, anyway),
  member("regionalCertificateArn", textValue, anyway),
  member("ownershipVerificationCertificateArn", textValue, anyway),
  member("securityPolicy", choice("security policy", securityPolicies)),
  member("endpointAccessMode", choice("endpoint access mode", ["BASIC", "STRICT"])),
  member("routingMode", choice("routing mode", routingModes)),
  trust("truststoreUri"),
  trust("truststoreVersion"),
  {
    path: "/mutualTlsAuthentication",
    changes: { remove: (record) => without(record, "mutualTlsAuthentication") },
  },
  {
    path: "/endpointConfiguration/types",
    changes: {
      add: (record, value) => withTypes(record, [...record.endpointConfiguration.types, typeOf(value)]),
      remove: (record, value) => withoutType(record, value),
    },
  },
  {
    path: "/endpointConfiguration/types/{type}",
    changes: {
      replace: (record, value) => withTypes(record, [typeOf(value)]),
      remove: (record, value, key) => withoutType(record, value ?? key),
    },
  },
  {
    path: "/endpointConfiguration/ipAddressType",
    changes: {
      replace(record, value) {
        if (value !== "ipv4" && value !== "dualstack")
          throw badRequest("ipAddressType must be either ipv4 or dualstack.");
        return { ...record, endpointConfiguration: { ...record.endpointConfiguration, ipAddressType: value } };
      },
    },
  },
];

/** A trust store without a place is none. */
function trust(name: "truststoreUri" | "truststoreVersion"): PatchRule<DomainNameRecord> {
  const put: Change<DomainNameRecord> = (record, value) => {
    const { mutualTlsAuthentication: was = {}, ...rest } = record;
    const given = textValue(value);
    const trusted: NonNullable<DomainNameRecord["mutualTlsAuthentication"]> =
      given === undefined ? without(was, name) : { ...was, [name]: given };
    return trusted.truststoreUri === undefined ? rest : { ...rest, mutualTlsAuthentication: trusted };
  };
  const path = `/mutualTlsAuthentication/${name}`;
  return { path, changes: { add: put, replace: put, remove: (record, _, key) => put(record, undefined, key) } };
}

function withoutType(record: DomainNameRecord, value: string | undefined): DomainNameRecord {
  const types = record.endpointConfiguration.types.filter((type) => type !== typeOf(value));
  if (types.length === 0) throw badRequest(noTypes);
  return withTypes(record, types);
}

function withTypes(record: DomainNameRecord, types: readonly EndpointType[]): DomainNameRecord {
  return { ...record, endpointConfiguration: { ...record.endpointConfiguration, types: [...new Set(types)] } };
}

function typeOf(value = ""): EndpointType {
  if (value === "REGIONAL" || value === "EDGE") return value;
  throw badRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
}
