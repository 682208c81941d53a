import type { Scope } from "../../account/scope.ts";
import type { RestApiRecord } from "../definition.ts";
import { securityPolicies } from "../domain-names/domain-patch.ts";
import { endpointConfigurationRules } from "./endpoint-configuration.ts";
import { badRequest } from "../faults.ts";
import type { PatchRule } from "../operation/patch.ts";
import { choice, flagValue, items, member, textValue } from "../operation/patch-rules.ts";
import { keptPolicy } from "./resource-policy.ts";

/** The paths of UpdateRestApi. */
export function restApiRules(scope: Scope, apiId: string): readonly PatchRule<RestApiRecord>[] {
  return [
    member("name", apiName),
    member("description", textValue, { removable: true, addable: true }),
    member("version", textValue, { removable: true, addable: true }),
    member("apiKeySource", choice<"HEADER" | "AUTHORIZER">("API key source", ["HEADER", "AUTHORIZER"])),
    member("disableExecuteApiEndpoint", flagValue),
    member("minimumCompressionSize", compression),
    member("policy", (value) => (value ? keptPolicy(value, scope, apiId) : undefined), {
      removable: true,
      addable: true,
    }),
    member("securityPolicy", choice("security policy", securityPolicies)),
    member("endpointAccessMode", choice("endpoint access mode", ["BASIC", "STRICT"])),
    items("binaryMediaTypes", false),
    ...endpointConfigurationRules,
  ];
}

/** An API's name. Throws BadRequestException when it is empty. */
export function apiName(name: string | undefined): string {
  if (name === undefined || name === "") throw badRequest("API name must not be empty");
  return name;
}

/** An empty value switches compression off. */
function compression(value: string | undefined): number | undefined {
  if (value === undefined || value === "") return undefined;
  const size = Number(value);
  checkCompression(size);
  return size;
}

/** Throws BadRequestException when the size is not between 0 and 10 MiB. */
export function checkCompression(size: number): void {
  if (Number.isInteger(size) && size >= 0 && size <= 10_485_760) return;
  throw badRequest("Invalid minimum compression size, must be between 0 and 10485760");
}
