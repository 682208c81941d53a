import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { startLocal, type Local } from "../../../../../src/local/index.ts";
import { made } from "../compared.ts";
import { everything, exported, proxies } from "../exported.ts";
import { pairsOf } from "./read-template.ts";

interface Entry {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: readonly string[];
  readonly Properties?: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Entry>>;
  readonly Outputs: unknown;
}

const template = async (...words: readonly string[]): Promise<Template> =>
  parse(await exported("cloudformation", ...words), { version: "1.1" }) as Template;

/** The properties that AWS names in its reference of template types, of each type the required ones first, up to the bar. */
const properties: Readonly<Record<string, string>> = {
  "AWS::Kinesis::Stream":
    "| Name StreamModeDetails ShardCount RetentionPeriodHours MaxRecordSizeInKiB StreamEncryption Tags",
  "AWS::IAM::Role": "AssumeRolePolicyDocument | RoleName Description ManagedPolicyArns Tags",
  "AWS::IAM::ManagedPolicy": "PolicyDocument | ManagedPolicyName Roles",
  "AWS::IAM::RolePolicy": "PolicyName RoleName | PolicyDocument",
  "AWS::ApiGateway::RestApi": "| Name Description EndpointConfiguration BinaryMediaTypes Policy Tags",
  "AWS::ApiGateway::Resource": "RestApiId ParentId PathPart |",
  "AWS::ApiGateway::Model": "RestApiId | Name ContentType Description Schema",
  "AWS::ApiGateway::RequestValidator": "RestApiId | Name ValidateRequestBody ValidateRequestParameters",
  "AWS::ApiGateway::GatewayResponse": "RestApiId ResponseType | StatusCode ResponseParameters ResponseTemplates",
  "AWS::ApiGateway::Method":
    "RestApiId ResourceId HttpMethod | OperationName AuthorizationType ApiKeyRequired RequestValidatorId RequestModels MethodResponses Integration",
  "AWS::ApiGateway::Deployment": "RestApiId | Description",
  "AWS::ApiGateway::Stage":
    "RestApiId | DeploymentId StageName Description AccessLogSetting TracingEnabled MethodSettings Tags",
  "AWS::ApiGateway::ApiKey": "| Name Enabled Tags",
  "AWS::ApiGateway::UsagePlan": "| UsagePlanName ApiStages Quota Tags",
  "AWS::ApiGateway::UsagePlanKey": "KeyId KeyType UsagePlanId |",
  "AWS::ApiGateway::Account": "| CloudWatchRoleArn",
  "AWS::Logs::LogGroup": "| LogGroupName RetentionInDays Tags",
  "AWS::Logs::LogStream": "LogGroupName | LogStreamName",
  "AWS::Logs::MetricFilter": "LogGroupName FilterPattern MetricTransformations | FilterName",
  "AWS::CloudWatch::Alarm":
    "ComparisonOperator EvaluationPeriods | AlarmName AlarmDescription AlarmActions OKActions Namespace MetricName Dimensions Metrics Statistic ExtendedStatistic Period DatapointsToAlarm Threshold TreatMissingData Tags",
  "AWS::CloudWatch::Dashboard": "DashboardBody | DashboardName",
  "AWS::S3::Bucket": "| BucketName PublicAccessBlockConfiguration OwnershipControls BucketEncryption Tags",
  "AWS::S3::BucketPolicy": "Bucket PolicyDocument |",
  "AWS::CloudFormation::WaitConditionHandle": "|",
  "AWS::KinesisFirehose::DeliveryStream":
    "| DeliveryStreamName DeliveryStreamType KinesisStreamSourceConfiguration ExtendedS3DestinationConfiguration Tags",
};

/** What a value refers to. */
function references(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    if (name === "Ref") return [String(one)];
    if (name === "Fn::GetAtt") return [String((one as readonly string[])[0])];
    return references(one);
  });
}

test("everything has every type of resource, with properties that the type has and all that it needs", async () => {
  const { Resources } = await template(...everything);
  expect(new Set(Object.values(Resources).map(({ Type }) => Type))).toEqual(new Set(Object.keys(properties)));
  for (const [name, { Type, Properties = {} }] of Object.entries(Resources)) {
    const [needed = "", other = ""] = (properties[Type] ?? "").split("|");
    const words = (text: string) => text.split(" ").filter(Boolean);
    expect(words(needed + other), name).toEqual(expect.arrayContaining(Object.keys(Properties)));
    expect(Object.keys(Properties), name).toEqual(expect.arrayContaining(words(needed)));
  }
});

test.each(Object.entries({ ...proxies, everything }))("in %s, whatever is referred to is there", async (_, words) => {
  const { Resources, Parameters = {}, Conditions = {}, Outputs } = await template(...words);
  const known = new Set([...Object.keys(Resources), ...Object.keys(Parameters)]);
  const used = [...references([Resources, Outputs]), ...Object.values(Resources).flatMap((one) => one.DependsOn ?? [])];
  expect(used.filter((one) => !known.has(one) && !one.startsWith("AWS::"))).toEqual([]);
  // Nothing depends on what a condition may leave out.
  const maybe = Object.keys(Resources).filter((name) => Resources[name]?.Condition !== undefined);
  expect(
    Object.values(Resources)
      .flatMap((one) => one.DependsOn ?? [])
      .filter((one) => maybe.includes(one)),
  ).toEqual([]);
  const conditions = Object.values(Resources).flatMap((one) => one.Condition ?? []);
  expect(conditions.filter((one) => !(one in Conditions))).toEqual([]);
});

const deploymentOf = async (...words: readonly string[]): Promise<string | undefined> => {
  const { Resources } = await template(...words);
  return Object.keys(Resources).find((name) => Resources[name]?.Type === "AWS::ApiGateway::Deployment");
};

test("a change of a route makes another deployment, and a change of the stream does not", async () => {
  const usual = await deploymentOf();
  expect(usual).toMatch(/^Deployment[0-9a-f]{8}$/);
  expect(await deploymentOf("--newline")).not.toBe(usual);
  expect(await deploymentOf("--retention", "48")).toBe(usual);
});

test("a template is there as it is, in a literal block", async () => {
  const { Resources } = await template("--batch-path", "/batch");
  const method = Resources["MethodPostBatch"]?.Properties?.["Integration"] as {
    RequestTemplates: Record<string, string>;
  };
  const [written = ""] = Object.values(method.RequestTemplates);
  expect(written).toContain("${id}-$foreach.index");
  const text = await exported("cloudformation", "--batch-path", "/batch");
  expect(text).toContain(written.split("\n")[0]);
  expect(text).toMatch(/application\/json: \|-?\n/);
});

let local: Local;

beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local.close());

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const cases = Object.entries({ everything, ...proxies });
const secrets = { HandshakeToken: "shake-secret", FirehoseKey: "fire-secret" };

test.each(cases.filter(([name]) => long || name === "everything"))(
  "field by field, what the template of %s asks for is what up makes",
  async (title, words) => {
    const named = [...words, "--name", title.replaceAll(" ", "-")];
    await made(local, named);
    for (const { name, asked, actual } of await pairsOf(await exported("cloudformation", ...named), secrets, local))
      expect.soft(actual, name).toEqual(asked);
  },
  60_000,
);

test.runIf(long && spawnSync("cfn-lint", ["--version"]).status === 0).each(cases)(
  "cfn-lint finds nothing in the template of %s",
  async (_, words) => {
    const folder = await mkdtemp(join(tmpdir(), "kinesis-proxy-cfn-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, "template.yaml");
    await writeFile(file, await exported("cloudformation", ...words));
    const failed = (error: { stdout: string; stderr: string }) => error;
    const { stdout, stderr } = await promisify(execFile)("cfn-lint", [file]).catch(failed);
    expect(stdout + stderr).toBe("");
  },
  300_000,
);
