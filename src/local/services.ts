import { assumingRoles } from "./account/callers.ts";
import { firehosePlatform } from "./account/firehose-platform.ts";
import { apigatewayOperations, apigatewayPaths } from "./apigateway/index.ts";
import { firehoseOperations } from "./firehose/index.ts";
import { iamOperations } from "./iam/index.ts";
import { kinesisOperations, kinesisThrottled } from "./kinesis/index.ts";
import { jsonService } from "./protocols/json.ts";
import { jsonTargets } from "./protocols/json-targets.ts";
import { queryService } from "./protocols/query.ts";
import { restJsonService } from "./protocols/rest-json.ts";
import { s3Operations, s3Service } from "./s3/index.ts";
import type { Service } from "./protocols/service.ts";
import { stsOperations } from "./sts/index.ts";

/** The services of this AWS beside execute-api, which serves what was deployed. A new service is a folder and a line here. */
export const services: readonly Service[] = [
  jsonService({
    name: "kinesis",
    target: jsonTargets.kinesis,
    operations: kinesisOperations,
    throttled: kinesisThrottled,
  }),
  jsonService({
    name: "firehose",
    target: jsonTargets.firehose,
    operations: firehoseOperations(firehosePlatform),
  }),
  queryService({ name: "iam", version: "2010-05-08", operations: iamOperations }),
  queryService({ name: "sts", version: "2011-06-15", operations: stsOperations(assumingRoles) }),
  // Its permissions are named by HTTP method.
  restJsonService({
    name: "apigateway",
    paths: apigatewayPaths,
    operations: apigatewayOperations,
    permission: ({ method }) => method,
  }),
  s3Service(s3Operations),
];

/** The service of that name, as signatures have it; undefined when this AWS does not have it. */
export function serviceNamed(name: string): Service | undefined {
  return services.find((service) => service.name === name);
}

/** What this AWS offers, by name. */
export const offered: readonly string[] = [...services.map(({ name }) => name), "execute-api"];
