import type { EndpointConfiguration, EndpointType, RestApiRecord } from "../definition.ts";
import { badRequest } from "../faults.ts";
import type { PatchRule } from "../operation/patch.ts";
import { items } from "../operation/patch-rules.ts";
import { list } from "../../shape/collection.ts";
import { listOf } from "../../shape/collection.ts";
import { oneOf, text } from "../../shape/text.ts";
import { structure } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";

const members = {
  types: listOf("PRIVATE", "EDGE", "REGIONAL"),
  ipAddressType: oneOf("ipv4", "dualstack"),
  vpcEndpointIds: list(text()),
};

/** The endpoint configuration among the inputs of CreateRestApi and UpdateRestApi. */
export const endpointConfigurationShape = structure(members);

/** The configuration with AWS's defaults: EDGE, and IPv4 unless the API is private. Throws BadRequestException. */
export function endpointConfiguration(given: Of<typeof members> = {}): EndpointConfiguration {
  const types = given.types ?? ["EDGE"];
  if (types.length === 0) throw badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
  if (types.length > 1) throw badRequest("Cannot create an api with multiple Endpoint Types.");
  const isPrivate = types.includes("PRIVATE");
  if (isPrivate && given.ipAddressType === "ipv4") throw badRequest(privateIsDualstack);
  checkVpcEndpoints({ types, ...given });
  const ipAddressType = given.ipAddressType ?? (isPrivate ? "dualstack" : "ipv4");
  return {
    types,
    ipAddressType,
    ...(given.vpcEndpointIds === undefined ? {} : { vpcEndpointIds: given.vpcEndpointIds }),
  };
}

/** Throws BadRequestException for endpoints of VPCs at an API that is not private. */
export function checkVpcEndpoints({
  types,
  vpcEndpointIds = [],
}: Pick<EndpointConfiguration, "types" | "vpcEndpointIds">): void {
  if (vpcEndpointIds.length > 0 && !types.includes("PRIVATE"))
    throw badRequest("VPCEndpoints can only be specified with PRIVATE apis.");
}

const privateIsDualstack = "Only dualstack ipAddressType is supported for Private APIs.";

/** The paths under `/endpointConfiguration` of UpdateRestApi. */
export const endpointConfigurationRules: readonly PatchRule<RestApiRecord>[] = [
  {
    path: "/endpointConfiguration/types/{type}",
    refusal: "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
    changes: { replace: (record, value) => change(record, (was) => withType(was, value)) },
  },
  {
    path: "/endpointConfiguration/ipAddressType",
    changes: { replace: (record, value) => change(record, (was) => withIpAddressType(was, value)) },
  },
  { ...vpcEndpointRule("/endpointConfiguration/vpcEndpointIds") },
  { ...vpcEndpointRule("/endpointConfiguration/vpcEndpointIds/{id}") },
];

function change(record: RestApiRecord, by: (was: EndpointConfiguration) => EndpointConfiguration): RestApiRecord {
  return { ...record, endpointConfiguration: by(record.endpointConfiguration) };
}

function withType(was: EndpointConfiguration, value = ""): EndpointConfiguration {
  if (!isEndpointType(value)) {
    throw badRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
  }
  return { ...was, types: [value], ipAddressType: value === "PRIVATE" ? "dualstack" : was.ipAddressType };
}

function isEndpointType(value: string): value is EndpointType {
  return value === "REGIONAL" || value === "EDGE" || value === "PRIVATE";
}

function withIpAddressType(was: EndpointConfiguration, value: string | undefined): EndpointConfiguration {
  if (value !== "ipv4" && value !== "dualstack") throw badRequest("ipAddressType must be either ipv4 or dualstack.");
  if (value === "ipv4" && was.types.includes("PRIVATE")) throw badRequest(privateIsDualstack);
  return { ...was, ipAddressType: value };
}

/** The id stands in the value, or in the path. */
function vpcEndpointRule(path: string): PatchRule<RestApiRecord> {
  const list = items<EndpointConfiguration>("vpcEndpointIds", false);
  const apply = (op: "add" | "remove") => (record: RestApiRecord, value: string | undefined, key: string) =>
    change(record, (was) => list.changes[op]?.(was, undefined, value ?? key) ?? was);
  return { path, changes: { add: apply("add"), remove: apply("remove") } };
}
