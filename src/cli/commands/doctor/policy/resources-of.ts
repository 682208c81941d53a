import { policyArn, roleArn, streamArn } from "../../../../aws/arns.ts";
import { errorLogGroup } from "../../../../steps/archive/layout/error-log.ts";
import { archiveRoleName, bucketName } from "../../../../steps/archive/layout/layout.ts";
import type { Context } from "../../../../steps/context.ts";
import { kmsKeyOf } from "../../../../steps/policies.ts";
import { regionalRoleName } from "../../../../steps/role/roles.ts";
import { dashboardName } from "../../../../steps/watch/dashboard.ts";
import { accessLogGroup } from "../../../../steps/watch/log-group/log-group-names.ts";
import { loggingRole } from "../../../../steps/watch/logging-role.ts";
import type { Statement } from "./statement.ts";

type About = Pick<Context, "config" | "identity">;
type Where = Omit<Statement, "actions">;

/** On what a step needs an action; undefined where it needs it on nothing. AWS knows no narrower resource than `*` for lists of the
 * whole account. https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
export function resourcesOf(action: string, step: string, about: About): Where | undefined {
  const [service = "", call = ""] = action.split(":");
  switch (service) {
    case "kinesis":
      return call === "ListStreams"
        ? { sid: "Lists", resources: ["*"] }
        : { sid: "Stream", resources: [streamOf(about)] };
    case "iam":
      return ofIam(call, step, about);
    case "kms":
      return ofKms(about);
    case "s3":
      return ofS3(call, about);
    case "firehose":
      return { sid: "Archive", resources: [`${arn("firehose", about)}deliverystream/${about.config.name}`] };
    case "logs":
      return ofLogs(call, step, about);
    case "cloudwatch":
      return ofCloudWatch(call, step, about);
    case "sns":
      return ofSns(about);
    default:
      return { sid: "Others", resources: ["*"] };
  }
}

function streamOf({ config, identity }: About): string {
  return config.streamArn ?? streamArn({ ...identity, region: config.region }, config.streamName);
}

function arn(service: string, { config, identity }: About): string {
  return `arn:${identity.partition}:${service}:${config.region}:${identity.accountId}:`;
}

function ofIam(call: string, step: string, about: About): Where {
  const { identity } = about;
  if (/^(ListRoles|ListPolicies)$/.test(call)) return { sid: "Lists", resources: ["*"] };
  if (call === "CreateServiceLinkedRole")
    return {
      sid: "Trace",
      resources: [
        `arn:${identity.partition}:iam::${identity.accountId}:role/aws-service-role/ops.apigateway.amazonaws.com/*`,
      ],
    };
  const roles = rolesOf(step, about);
  if (call === "PassRole") {
    const to = step === "archive" ? "firehose.amazonaws.com" : "apigateway.amazonaws.com";
    return { sid: "Pass", resources: roles, passedTo: [to] };
  }
  if (/^(Create|Tag|Get|Delete)Policy$|PolicyVersions?$/.test(call))
    return { sid: "Policy", resources: names(about).map((name) => policyArn(identity, name)) };
  return { sid: "Role", resources: roles };
}

/** The role of the proxy may have the region in its name, where the same proxy has one in another region. */
function names({ config }: About): readonly string[] {
  return [config.roleName, regionalRoleName(config)];
}

function rolesOf(step: string, about: About): readonly string[] {
  const { config, identity } = about;
  if (step === "archive" || step === "archiveRole") return [roleArn(identity, archiveRoleName(config))];
  if (step === "account") return [loggingRole(about).arn];
  return config.roleArn === undefined ? names(about).map((name) => roleArn(identity, name)) : [config.roleArn];
}

function ofKms({ config, identity }: About): Where | undefined {
  const key = kmsKeyOf(config.kmsKey, { ...identity, region: config.region });
  return key && { sid: "Key", resources: [key.arn] };
}

function ofS3(call: string, { config, identity }: About): Where {
  if (call === "ListAllMyBuckets") return { sid: "Lists", resources: ["*"] };
  const bucket = `arn:${identity.partition}:s3:::${bucketName(config, identity)}`;
  const onObjects = /Object|AbortMultipartUpload/.test(call);
  return { sid: onObjects ? "Objects" : "Bucket", resources: [onObjects ? `${bucket}/*` : bucket] };
}

function ofLogs(call: string, step: string, about: About): Where {
  if (call === "DescribeLogGroups") return { sid: "Lists", resources: ["*"] };
  // Its name has the id of the API, which is not known before.
  if (step === "execution-logs")
    return { sid: "Logs", resources: [`${arn("logs", about)}log-group:API-Gateway-Execution-Logs_*`] };
  const group = step === "archiveLogs" ? errorLogGroup(about.config) : accessLogGroup(about);
  const whole = `${arn("logs", about)}log-group:${group}`;
  // With and without `:*`: AWS takes both, one for each kind of call.
  return { sid: "Logs", resources: [whole, `${whole}:*`] };
}

function ofCloudWatch(call: string, step: string, about: About): Where {
  const { config, identity } = about;
  if (call === "DescribeAlarms") return { sid: "Lists", resources: ["*"] };
  if (step === "dashboard")
    return {
      sid: "Dashboard",
      resources: [`arn:${identity.partition}:cloudwatch::${identity.accountId}:dashboard/${dashboardName(about)}`],
    };
  return { sid: "Alarms", resources: [`${arn("cloudwatch", about)}alarm:kinesis-proxy/${config.name}/*`] };
}

function ofSns({ config }: About): Where | undefined {
  const topics = config.alarms ? (config.alarms.topics ?? []) : [];
  return topics.length === 0 ? undefined : { sid: "Topics", resources: topics };
}
