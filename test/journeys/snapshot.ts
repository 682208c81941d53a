import { DescribeDeliveryStreamCommand, ListDeliveryStreamsCommand } from "@aws-sdk/client-firehose";
import {
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import {
  GetAccountCommand,
  GetApiKeysCommand,
  GetDeploymentsCommand,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import {
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
} from "@aws-sdk/client-iam";
import { DescribeStreamSummaryCommand, ListStreamsCommand, ListTagsForStreamCommand } from "@aws-sdk/client-kinesis";
import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand as ListCloudWatchTagsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Clients } from "./world.ts";

/** Everything there is in the account that a proxy could have made, without ids and times: equal for equal proxies. */
export async function snapshot(clients: Clients): Promise<unknown> {
  const [streams, iam, gateway, archives, logs, alarms, dashboards] = await Promise.all([
    streamsOf(clients),
    iamOf(clients),
    gatewayOf(clients),
    archivesOf(clients),
    logsOf(clients),
    alarmsOf(clients),
    dashboardsOf(clients),
  ]);
  return plain({ streams, ...iam, ...gateway, ...archives, logs, alarms, dashboards });
}

/** Without what API Gateway leaves when it gets a role for its logs. */
async function logsOf({ lazily }: Clients) {
  const logs = await lazily.logs();
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const own = logGroups.filter(({ logGroupName }) => logGroupName !== "/aws/apigateway/welcome");
  return Promise.all(
    own.map(async ({ logGroupName = "", logGroupArn, retentionInDays }) => {
      const [{ tags }, { metricFilters = [] }, { logStreams = [] }] = await Promise.all([
        logs.send(new ListTagsForResourceCommand({ resourceArn: logGroupArn })),
        logs.send(new DescribeMetricFiltersCommand({ logGroupName })),
        logs.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: "S3Delivery" })),
      ]);
      const filters = metricFilters.map(({ filterName, filterPattern }) => [filterName, filterPattern]);
      const streams = logStreams.map(({ logStreamName }) => logStreamName);
      return [logGroupName.replace(/_\w+\//, "_API/"), retentionInDays, tags, filters, streams];
    }),
  );
}

async function alarmsOf({ lazily }: Clients) {
  const { MetricAlarms = [] } = await (await lazily.cloudwatch()).send(new DescribeAlarmsCommand({}));
  return MetricAlarms.map(({ AlarmName, AlarmActions, Threshold, EvaluationPeriods, Dimensions, Metrics }) => {
    return [AlarmName, AlarmActions, Threshold, EvaluationPeriods, Dimensions, Metrics];
  });
}

async function dashboardsOf({ lazily }: Clients) {
  const cloudwatch = await lazily.cloudwatch();
  const { DashboardEntries = [] } = await cloudwatch.send(new ListDashboardsCommand({}));
  return Promise.all(
    DashboardEntries.map(async ({ DashboardName, DashboardArn: ResourceARN }) => [
      DashboardName,
      (await cloudwatch.send(new GetDashboardCommand({ DashboardName }))).DashboardBody,
      (await cloudwatch.send(new ListCloudWatchTagsCommand({ ResourceARN }))).Tags,
    ]),
  );
}

async function streamsOf({ kinesis }: Clients) {
  const { StreamNames = [] } = await kinesis.send(new ListStreamsCommand({}));
  return Promise.all(
    StreamNames.map(async (StreamName) => [
      (await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary,
      (await kinesis.send(new ListTagsForStreamCommand({ StreamName }))).Tags,
    ]),
  );
}

async function archivesOf({ lazily }: Clients) {
  const [firehose, s3] = await Promise.all([lazily.firehose(), lazily.s3()]);
  const [{ DeliveryStreamNames = [] }, { Buckets = [] }] = await Promise.all([
    firehose.send(new ListDeliveryStreamsCommand({})),
    s3.send(new ListBucketsCommand({})),
  ]);
  const deliveries = DeliveryStreamNames.map(async (DeliveryStreamName) => {
    const { DeliveryStreamDescription } = await firehose.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName }),
    );
    return { ...DeliveryStreamDescription, VersionId: undefined };
  });
  const buckets = Buckets.map(async ({ Name: Bucket }) => [
    Bucket,
    (await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet,
    (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy,
    (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
  ]);
  return { deliveries: await Promise.all(deliveries), buckets: await Promise.all(buckets) };
}

/** Without the role by which the account writes its logs: it stays. */
async function iamOf({ iam, apigateway }: Clients) {
  const [{ Roles = [] }, { Policies = [] }, { cloudwatchRoleArn }] = await Promise.all([
    iam.send(new ListRolesCommand({})),
    iam.send(new ListPoliciesCommand({ Scope: "Local" })),
    apigateway.send(new GetAccountCommand({})),
  ]);
  const roles = Roles.filter(({ Arn }) => Arn !== cloudwatchRoleArn).map(async (role) => [
    role,
    (await iam.send(new ListRoleTagsCommand({ RoleName: role.RoleName }))).Tags,
    (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role.RoleName }))).AttachedPolicies,
    await Promise.all(
      ((await iam.send(new ListRolePoliciesCommand({ RoleName: role.RoleName }))).PolicyNames ?? []).map(
        async (PolicyName) =>
          (await iam.send(new GetRolePolicyCommand({ RoleName: role.RoleName, PolicyName }))).PolicyDocument,
      ),
    ),
  ]);
  const policies = Policies.map(async ({ PolicyName, Arn, DefaultVersionId, AttachmentCount }) => [
    PolicyName,
    AttachmentCount,
    (await iam.send(new GetPolicyVersionCommand({ PolicyArn: Arn, VersionId: DefaultVersionId }))).PolicyVersion
      ?.Document,
    (await iam.send(new ListPolicyTagsCommand({ PolicyArn: Arn }))).Tags,
    (await iam.send(new ListPolicyVersionsCommand({ PolicyArn: Arn }))).Versions?.length,
  ]);
  return { roles: await Promise.all(roles), policies: await Promise.all(policies) };
}

async function gatewayOf({ apigateway }: Clients) {
  const [{ items: apis = [] }, { items: keys = [] }, { items: plans = [] }] = await Promise.all([
    apigateway.send(new GetRestApisCommand({})),
    apigateway.send(new GetApiKeysCommand({})),
    apigateway.send(new GetUsagePlansCommand({})),
  ]);
  const whole = apis.map(async (api) => {
    const restApiId = api.id;
    const parts = await Promise.all([
      apigateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"] })),
      apigateway.send(new GetStagesCommand({ restApiId })),
      apigateway.send(new GetDeploymentsCommand({ restApiId })),
      apigateway.send(new GetRequestValidatorsCommand({ restApiId })),
      apigateway.send(new GetModelsCommand({ restApiId })),
      apigateway.send(new GetGatewayResponsesCommand({ restApiId })),
    ]);
    const text = JSON.stringify([api, parts.map((part) => ({ ...part, $metadata: undefined }))]);
    return JSON.parse(text.replaceAll(restApiId ?? "", "API")) as unknown;
  });
  const planned = plans.map(async (plan) => {
    const { items = [] } = await apigateway.send(new GetUsagePlanKeysCommand({ usagePlanId: plan.id }));
    return [plan.name, plan.apiStages?.map(({ stage }) => stage), plan.quota, plan.throttle, plan.tags, items.length];
  });
  return {
    apis: await Promise.all(whole),
    keys: keys.map(({ name, tags }) => [name, tags]),
    plans: await Promise.all(planned),
  };
}

/** Ids, times, who was first, and the fingerprint in a deployment's description. */
const fleeting =
  /^(id|parentId|deploymentId|resourceId|rootResourceId|cacheNamespace|requestValidatorId|RoleId|PolicyId|StreamId|description|kinesis-proxy-made|\w*Date|\w*Timestamp)$/;

function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const all = value.map(plain);
    return all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, inner]) => !fleeting.test(name) && inner !== undefined);
  const sorted = kept.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, inner instanceof Date ? "" : plain(inner)]));
}
