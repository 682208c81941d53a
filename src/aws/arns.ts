import type { Clients } from "./clients.ts";

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** ARN of a Kinesis data stream. */
export function streamArn({ partition, region, accountId }: Place, name: string): string {
  return `arn:${partition}:kinesis:${region}:${accountId}:stream/${name}`;
}

/** ARN of an IAM role at the path `/`. */
export function roleArn({ partition, accountId }: Omit<Place, "region">, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}

/** ARN of a customer managed policy at the path `/`. */
export function policyArn({ partition, accountId }: Omit<Place, "region">, name: string): string {
  return `arn:${partition}:iam::${accountId}:policy/${name}`;
}

/** Where a deployed stage answers: AWS's own address, or the path below another endpoint. Ends without a slash, unless `path` is longer than "/". */
export function invokeUrl(
  place: { readonly suffix: string; readonly region: string; readonly endpoint: string | undefined },
  apiId: string,
  stage: string,
  path: string,
): string {
  const rest = path === "/" ? "" : path;
  if (place.endpoint !== undefined) return `${place.endpoint}/_aws/execute-api/${apiId}/${stage}${rest}`;
  return `https://${apiId}.execute-api.${place.region}.${place.suffix}/${stage}${rest}`;
}

/** What the names of AWS's hosts in the region end with, such as `amazonaws.com`, by the SDK's own list of partitions. */
export function hostSuffix({ apigateway }: Pick<Clients, "apigateway">, region: string): string {
  const { hostname } = apigateway.config.endpointProvider({ Region: region }).url;
  return hostname.slice(hostname.indexOf(`${region}.`) + region.length + 1);
}

/** The partition and account of an ARN, such as the caller's. */
export function parseArn(arn: string): { readonly partition: string; readonly accountId: string } {
  const [, partition = "aws", , , accountId = ""] = arn.split(":");
  return { partition, accountId };
}

/** ARN of a REST API. */
export function restApiArn(
  {
    identity,
    config,
  }: { readonly identity: { readonly partition: string }; readonly config: { readonly region: string } },
  restApiId: string,
): string {
  return `arn:${identity.partition}:apigateway:${config.region}::/restapis/${restApiId}`;
}

/** ARN of a log group, as API Gateway and the tags take it: without `:*`. */
export function logGroupArn(
  {
    identity: { partition, accountId },
    config: { region },
  }: { readonly identity: Omit<Place, "region">; readonly config: Pick<Place, "region"> },
  name: string,
): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}

/** ARN of a bucket. */
export function bucketArn({ partition }: Pick<Place, "partition">, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}
