import {
  GetAccountCommand,
  GetApiKeysCommand,
  GetDeploymentsCommand,
  GetGatewayResponseCommand,
  GetMethodCommand,
  GetModelCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import { DescribeAlarmsCommand, GetDashboardCommand, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch";
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  ListTagsForResourceCommand as ListLogTagsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeDeliveryStreamCommand, ListTagsForDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeStreamSummaryCommand,
  ListTagsForResourceCommand as ListStreamTagsCommand,
} from "@aws-sdk/client-kinesis";
import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { clientsOf } from "../../../../local/clients.ts";

/** Properties as CloudFormation names them. */
export type Properties = Readonly<Record<string, unknown>>;

/** A resource that AWS has: what Ref and GetAtt give of it, and its properties. */
export interface There {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties: Properties;
}

type Clients = ReturnType<typeof clientsOf>;
type Look = (asked: Properties, clients: Clients) => Promise<There>;

const text = (of: Properties, name: string): string => String(of[name]);
const list = (map: object = {}) => Object.entries(map).map(([Key, Value]: [string, string]) => ({ Key, Value }));
const document = (encoded = "{}"): unknown => JSON.parse(decodeURIComponent(encoded));

/** Members of structures begin with a capital letter in CloudFormation; those of maps are names that somebody gave. */
function capital(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => capital(one));
  if (typeof value !== "object" || value === null) return value;
  const isMap = (name: string): boolean => /(parameters|templates|models)$/i.test(name);
  const members = Object.entries(value).map(([name, one]) => [
    `${name[0]?.toUpperCase()}${name.slice(1)}`,
    isMap(name) ? one : capital(one),
  ]);
  return Object.fromEntries(members);
}

/** How each type of resource is looked up, by the properties that the template asks for. */
export const there: Readonly<Record<string, Look>> = {
  async "AWS::Kinesis::Stream"({ Name }, { kinesis }) {
    const { StreamDescriptionSummary: one } = await kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: String(Name) }),
    );
    const ResourceARN = one?.StreamARN ?? "";
    const { Tags } = await kinesis.send(new ListStreamTagsCommand({ ResourceARN }));
    const StreamEncryption = { EncryptionType: one?.EncryptionType, KeyId: one?.KeyId };
    const properties = { ...one, Name, ShardCount: one?.OpenShardCount, StreamEncryption, Tags };
    return { ref: String(Name), attributes: { Arn: ResourceARN }, properties };
  },
  async "AWS::IAM::Role"(asked, { iam }) {
    const RoleName = text(asked, "RoleName");
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    const AssumeRolePolicyDocument = document(Role?.AssumeRolePolicyDocument);
    const ManagedPolicyArns = AttachedPolicies.map(({ PolicyArn }) => PolicyArn);
    const properties = { ...Role, AssumeRolePolicyDocument, ManagedPolicyArns };
    return { ref: RoleName, attributes: { Arn: Role?.Arn ?? "" }, properties };
  },
  async "AWS::IAM::ManagedPolicy"(asked, { iam }) {
    const [RoleName] = asked["Roles"] as string[];
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    const [{ PolicyName, PolicyArn = "" } = {}] = AttachedPolicies;
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const VersionId = Policy?.DefaultVersionId ?? "";
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    const PolicyDocument = document(PolicyVersion?.Document);
    return { ref: PolicyArn, properties: { ManagedPolicyName: PolicyName, PolicyDocument, Roles: [RoleName] } };
  },
  async "AWS::IAM::RolePolicy"({ RoleName, PolicyName }, { iam }) {
    const about = { RoleName: String(RoleName), PolicyName: String(PolicyName) };
    const found = await iam.send(new GetRolePolicyCommand(about));
    return { ref: "", properties: { ...found, PolicyDocument: document(found.PolicyDocument) } };
  },
  async "AWS::ApiGateway::RestApi"({ Name }, { apigateway }) {
    const { items: apis = [] } = await apigateway.send(new GetRestApisCommand({ limit: 500 }));
    const api = apis.find(({ name }) => name === Name);
    const { id: restApiId = "", policy, tags, ...others } = api ?? {};
    const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId, limit: 500 }));
    const RootResourceId = items.find(({ path }) => path === "/")?.id ?? "";
    // API Gateway gives a policy back with its quotes escaped, and with the API's ARN in the place of the short form.
    const short = policy?.replaceAll("\\", "").replace(/"arn:[^"]*:execute-api:[^/"]*\/([^"]*)"/g, '"execute-api:/$1"');
    const Policy = short && (JSON.parse(short) as unknown);
    const properties = { ...(capital(others) as object), Policy, Tags: list(tags) };
    return { ref: restApiId, attributes: { RootResourceId }, properties };
  },
  async "AWS::ApiGateway::Resource"({ RestApiId, ParentId, PathPart }, { apigateway }) {
    const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId: String(RestApiId), limit: 500 }));
    const found = items.find(({ parentId, pathPart }) => parentId === ParentId && pathPart === PathPart);
    return { ref: found?.id ?? "", properties: { RestApiId, ...(capital(found) as object) } };
  },
  async "AWS::ApiGateway::Model"({ RestApiId, Name }, { apigateway }) {
    const about = { restApiId: String(RestApiId), modelName: String(Name) };
    const { schema = "", ...others } = await apigateway.send(new GetModelCommand(about));
    const Schema: unknown = JSON.parse(schema);
    return { ref: String(Name), properties: { RestApiId, ...(capital(others) as object), Schema } };
  },
  async "AWS::ApiGateway::RequestValidator"({ RestApiId, Name }, { apigateway }) {
    const { items = [] } = await apigateway.send(new GetRequestValidatorsCommand({ restApiId: String(RestApiId) }));
    const found = items.find(({ name }) => name === Name);
    return { ref: found?.id ?? "", properties: { RestApiId, ...(capital(found) as object) } };
  },
  async "AWS::ApiGateway::GatewayResponse"({ RestApiId, ResponseType }, { apigateway }) {
    const about = { restApiId: String(RestApiId), responseType: ResponseType as "DEFAULT_4XX" };
    const found = await apigateway.send(new GetGatewayResponseCommand(about));
    return { ref: "", properties: { RestApiId, ...(capital(found) as object) } };
  },
  async "AWS::ApiGateway::Method"({ RestApiId, ResourceId, HttpMethod }, { apigateway }) {
    const at = { restApiId: String(RestApiId), resourceId: String(ResourceId), httpMethod: String(HttpMethod) };
    const { methodIntegration, methodResponses = {}, ...others } = await apigateway.send(new GetMethodCommand(at));
    const { integrationResponses = {}, httpMethod, timeoutInMillis, ...rest } = methodIntegration ?? {};
    const Integration = {
      ...(capital(rest) as object),
      IntegrationHttpMethod: httpMethod,
      TimeoutInMillis: timeoutInMillis,
      IntegrationResponses: capital(Object.values(integrationResponses)),
    };
    const MethodResponses = capital(Object.values(methodResponses));
    const own = capital(others) as object;
    return { ref: "", properties: { ...own, RestApiId, ResourceId, MethodResponses, Integration } };
  },
  async "AWS::ApiGateway::Deployment"({ RestApiId, Description }, { apigateway }) {
    const { items = [] } = await apigateway.send(new GetDeploymentsCommand({ restApiId: String(RestApiId) }));
    const [{ id = "", description = "" } = {}] = items;
    // `up` says behind its mark what was deployed.
    const isOurs = description.startsWith(String(Description));
    return { ref: id, properties: { RestApiId, Description: isOurs ? Description : description } };
  },
  async "AWS::ApiGateway::Stage"({ RestApiId, StageName }, { apigateway }) {
    const about = { restApiId: String(RestApiId), stageName: String(StageName) };
    const { tags, accessLogSettings, methodSettings = {}, ...one } = await apigateway.send(new GetStageCommand(about));
    const MethodSettings = Object.entries(methodSettings).map(([key, settings]) => {
      const [ResourcePath = "", HttpMethod = ""] = key.split("/");
      return { ...(capital(settings) as object), ResourcePath: `/${ResourcePath}`, HttpMethod };
    });
    const AccessLogSetting = capital(accessLogSettings);
    const own = capital(one) as object;
    const properties = { ...own, RestApiId, AccessLogSetting, MethodSettings, Tags: list(tags) };
    return { ref: String(StageName), properties };
  },
  async "AWS::ApiGateway::ApiKey"({ Name }, { apigateway }) {
    const { items = [] } = await apigateway.send(new GetApiKeysCommand({}));
    const { id = "", tags, ...one } = items.find(({ name }) => name === Name) ?? {};
    return { ref: id, properties: { ...(capital(one) as object), Tags: list(tags) } };
  },
  async "AWS::ApiGateway::UsagePlan"({ UsagePlanName }, { apigateway }) {
    const { items = [] } = await apigateway.send(new GetUsagePlansCommand({}));
    const { id = "", tags, name, ...one } = items.find((each) => each.name === UsagePlanName) ?? {};
    return { ref: id, properties: { ...(capital(one) as object), UsagePlanName: name, Tags: list(tags) } };
  },
  async "AWS::ApiGateway::UsagePlanKey"({ UsagePlanId }, { apigateway }) {
    const { items = [] } = await apigateway.send(new GetUsagePlanKeysCommand({ usagePlanId: String(UsagePlanId) }));
    const [{ id, type } = {}] = items;
    return { ref: "", properties: { UsagePlanId, KeyId: id, KeyType: type } };
  },
  async "AWS::ApiGateway::Account"(_, { apigateway }) {
    const { cloudwatchRoleArn: CloudWatchRoleArn } = await apigateway.send(new GetAccountCommand({}));
    return { ref: "", properties: { CloudWatchRoleArn } };
  },
  async "AWS::Logs::LogGroup"(asked, { lazily }) {
    const logs = await lazily.logs();
    const name = text(asked, "LogGroupName");
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    const { arn = "", logGroupName, retentionInDays } = logGroups.find((one) => one.logGroupName === name) ?? {};
    const { tags } = await logs.send(new ListLogTagsCommand({ resourceArn: arn.replace(/:\*$/, "") }));
    const properties = { LogGroupName: logGroupName, RetentionInDays: retentionInDays, Tags: list(tags) };
    return { ref: name, properties };
  },
  async "AWS::Logs::LogStream"({ LogGroupName }, { lazily }) {
    const about = { logGroupName: String(LogGroupName) };
    const { logStreams = [] } = await (await lazily.logs()).send(new DescribeLogStreamsCommand(about));
    return { ref: "", properties: { LogGroupName, LogStreamName: logStreams[0]?.logStreamName } };
  },
  async "AWS::Logs::MetricFilter"({ LogGroupName, FilterName }, { lazily }) {
    const about = { logGroupName: String(LogGroupName) };
    const { metricFilters = [] } = await (await lazily.logs()).send(new DescribeMetricFiltersCommand(about));
    const found = metricFilters.find(({ filterName }) => filterName === FilterName);
    return { ref: "", properties: capital(found) as Properties };
  },
  async "AWS::CloudWatch::Alarm"({ AlarmName }, { lazily }) {
    const cloudwatch = await lazily.cloudwatch();
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [String(AlarmName)] }));
    const [alarm] = MetricAlarms;
    const { Tags } = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: alarm?.AlarmArn }));
    return { ref: "", properties: { ...alarm, Tags } };
  },
  async "AWS::CloudWatch::Dashboard"({ DashboardName }, { lazily }) {
    const about = { DashboardName: String(DashboardName) };
    const { DashboardBody = "" } = await (await lazily.cloudwatch()).send(new GetDashboardCommand(about));
    return { ref: "", properties: { DashboardName, DashboardBody } };
  },
  async "AWS::S3::Bucket"({ BucketName }, { s3 }) {
    const Bucket = String(BucketName);
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    const { ServerSideEncryptionConfiguration: encryption } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const { TagSet: Tags } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    const rules = encryption?.Rules?.map(({ ApplyServerSideEncryptionByDefault: one }) => ({
      ServerSideEncryptionByDefault: one,
    }));
    const BucketEncryption = { ServerSideEncryptionConfiguration: rules };
    const properties = { BucketName, PublicAccessBlockConfiguration, OwnershipControls, BucketEncryption, Tags };
    return { ref: Bucket, attributes: { Arn: `arn:aws:s3:::${Bucket}` }, properties };
  },
  async "AWS::S3::BucketPolicy"({ Bucket }, { s3 }) {
    const { Policy = "{}" } = await s3.send(new GetBucketPolicyCommand({ Bucket: String(Bucket) }));
    return { ref: "", properties: { Bucket, PolicyDocument: JSON.parse(Policy) as unknown } };
  },
  async "AWS::KinesisFirehose::DeliveryStream"(asked, { lazily }) {
    const firehose = await lazily.firehose();
    const about = { DeliveryStreamName: text(asked, "DeliveryStreamName") };
    const { DeliveryStreamDescription: one } = await firehose.send(new DescribeDeliveryStreamCommand(about));
    const { Tags } = await firehose.send(new ListTagsForDeliveryStreamCommand(about));
    const [to] = one?.Destinations ?? [];
    const properties = {
      ...one,
      KinesisStreamSourceConfiguration: one?.Source?.KinesisStreamSourceDescription,
      ExtendedS3DestinationConfiguration: to?.ExtendedS3DestinationDescription,
      Tags,
    };
    return { ref: about.DeliveryStreamName, properties };
  },
};
