const iamPaths = [
  "user/",
  "federated-user/",
  "role/",
  "group/",
  "instance-profile/",
  "mfa/",
  "server-certificate/",
  "policy/",
  "sms-mfa/",
  "saml-provider/",
  "oidc-provider/",
  "report/",
  "access-report/",
];

/** What IAM says to a resource of a permissions policy; undefined when it takes it. */
export function resourceProblem(resource: string): string | undefined {
  if (resource === "*") return undefined;
  const [, partition, vendor, region, , ...rest] = resource.split(":");
  if (partition === undefined) return `Resource ${resource} must be in ARN format or "*".`;
  if (!/^(\*|aws|aws-[a-z-]+)$/.test(partition)) return invalidPartition(partition, resource.split(":").slice(2));
  if (vendor === undefined) return "Resource vendor must be fully qualified and cannot contain regexes.";
  const path = rest.join(":");
  const hasRegion = region !== undefined && region !== "";
  if (vendor === "iam") {
    if (hasRegion) return `IAM resource ${resource} cannot contain region information.`;
    if (path !== "*" && !iamPaths.some((start) => path.startsWith(start))) {
      return `IAM resource path must either be "*" or start with ${iamPaths.join(", ")}.`;
    }
  }
  if (vendor === "s3" && hasRegion && !path.startsWith("accesspoint/")) {
    return `Resource ${resource} can not contain region information.`;
  }
  return undefined;
}

/** Does IAM's older parser stop at the resource? */
export function failsLegacyParsing(resource: string): boolean {
  if (resource === "*") return false;
  const parts = resource.split(":");
  return (parts.length < 6 && resource.includes("::")) || parts[2] === "";
}

/** IAM fills up what is missing with stars. */
function invalidPartition(partition: string, given: readonly string[]): string {
  const [service, region = "*", account = "*", ...path] = given;
  const first = service === undefined || (service === "" && given.length === 1) ? "*" : service;
  const last = path.length === 0 ? "*" : path.join(":");
  return `Partition "${partition}" is not valid for resource "arn:${partition}:${first}:${region}:${account}:${last}".`;
}
