import type { Scope } from "../../account/scope.ts";
import { badRequest } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";

/** Refuses to delete an API, or a stage of it, that a custom domain name leads to. */
export function checkUnmapped(scope: Scope, restApiId: string, stage?: string): void {
  const domains = [...gatewayOf(scope).domainNames.values()].filter(({ mappings }) =>
    [...mappings.values()].some((one) => one.restApiId === restApiId && (stage === undefined || one.stage === stage)),
  );
  if (domains.length === 0) return;
  const [what, kind] = stage === undefined ? [`RestApi ${restApiId}`, "RestApi"] : [`stage ${stage}`, "stage"];
  const names = domains.map(({ record }) => record.domainName).join(", ");
  throw badRequest(
    `Deleting ${what} failed. Please remove all base path mappings related to the ${kind} in your domains: ${names}`,
  );
}
