import { assumingRoles } from "./account/assuming-roles.ts";
import { firehosePlatform } from "./account/firehose-platform.ts";
import { logsPlatform } from "./account/logs-platform.ts";
import { apigatewayOperations, apigatewayPaths } from "./apigateway/index.ts";
import { firehoseOperations } from "./firehose/index.ts";
import { cloudwatchCodes, cloudwatchOperations } from "./cloudwatch/index.ts";
import { iamOperations } from "./iam/index.ts";
import { kinesisOperations, kinesisThrottled } from "./kinesis/index.ts";
import { kmsOperations } from "./kms/index.ts";
import { logsOperations } from "./logs/index.ts";
import { jsonService } from "./protocols/json.ts";
import { jsonTargets } from "./protocols/json-targets.ts";
import { queryCompatibleService } from "./protocols/query-compatible/query-compatible.ts";
import { quietQueryDialect } from "./protocols/query-dialect.ts";
import { queryService } from "./protocols/query.ts";
import { restJsonService } from "./protocols/rest-json.ts";
import { s3Operations, s3Service } from "./s3/index.ts";
import type { Service } from "./protocols/service.ts";
import { snsOperations } from "./sns/index.ts";
import { stsOperations, unsignedStsOperations } from "./sts/index.ts";

/** The services of this AWS beside execute-api, which serves what was deployed. A new service is a folder, a line here and
 * its title. */
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
  jsonService({ name: "logs", target: jsonTargets.logs, operations: logsOperations(logsPlatform) }),
  jsonService({ name: "kms", target: jsonTargets.kms, operations: kmsOperations }),
  queryService({ name: "iam", version: "2010-05-08", dialect: quietQueryDialect, operations: iamOperations }),
  queryService({
    name: "sts",
    version: "2011-06-15",
    operations: stsOperations(assumingRoles),
    unsigned: unsignedStsOperations,
  }),
  queryService({ name: "sns", version: "2010-03-31", operations: snsOperations }),
  queryCompatibleService({
    name: "cloudwatch",
    signedAs: "monitoring",
    version: "2010-08-01",
    target: "GraniteServiceVersion20100801",
    namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    model: "com.amazonaws.cloudwatch.v2010_08_01",
    queryCodes: cloudwatchCodes,
    operations: cloudwatchOperations,
  }),
  // Its permissions are named by HTTP method.
  restJsonService({
    name: "apigateway",
    paths: apigatewayPaths,
    operations: apigatewayOperations,
    permission: ({ method }) => method,
  }),
  s3Service(s3Operations),
];

/** The service of that name, or which signatures call so; undefined when this AWS does not have it. */
export function serviceNamed(name: string): Service | undefined {
  return services.find((service) => service.name === name || service.signedAs === name);
}

/** What this AWS offers, by name. */
export const offered: readonly string[] = [...services.map(({ name }) => name), "execute-api"];
