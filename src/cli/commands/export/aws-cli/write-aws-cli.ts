import { mapIn, textIn } from "../resources/read.ts";
import { mapTexts, pieces, reference, referencesIn } from "../resources/reference.ts";
import type { Description, Resource } from "../resources/resource.ts";
import * as api from "./api-calls.ts";
import { callWriter, type Writer } from "./call.ts";
import { head } from "./head.ts";
import { fromOf, type Calls } from "./paragraph.ts";
import * as roles from "./role-calls.ts";
import { assigned, variableOf, type Kept } from "./shell.ts";
import * as stages from "./stage-calls.ts";
import * as watch from "./watch-calls.ts";

const types: Readonly<Record<string, Calls>> = {
  "AWS::Kinesis::Stream": roles.streamCalls,
  "AWS::IAM::Role": roles.roleCalls,
  "AWS::IAM::ManagedPolicy": roles.policyCalls,
  "AWS::IAM::RolePolicy": roles.rolePolicyCalls,
  "AWS::ApiGateway::RestApi": api.apiCalls,
  "AWS::ApiGateway::Resource": api.pathCalls,
  "AWS::ApiGateway::Model": api.modelCalls,
  "AWS::ApiGateway::RequestValidator": api.validatorCalls,
  "AWS::ApiGateway::GatewayResponse": api.gatewayResponseCalls,
  "AWS::ApiGateway::Method": api.methodCalls,
  "AWS::ApiGateway::Deployment": stages.deploymentCalls,
  "AWS::ApiGateway::Stage": stages.stageCalls,
  "AWS::ApiGateway::ApiKey": stages.keyCalls,
  "AWS::ApiGateway::UsagePlan": stages.planCalls,
  "AWS::ApiGateway::UsagePlanKey": stages.planKeyCalls,
  "AWS::ApiGateway::Account": stages.accountCalls,
  "AWS::Logs::LogGroup": watch.logGroupCalls,
  "AWS::Logs::LogStream": watch.logStreamCalls,
  "AWS::Logs::MetricFilter": watch.filterCalls,
  "AWS::CloudWatch::Alarm": watch.alarmCalls,
  "AWS::CloudWatch::Dashboard": watch.dashboardCalls,
  "AWS::S3::Bucket": watch.bucketCalls,
  "AWS::S3::BucketPolicy": watch.bucketPolicyCalls,
  "AWS::KinesisFirehose::DeliveryStream": watch.deliveryCalls,
};

/** The proxy as a bash script of the AWS CLI: the tutorial's way, with what makes it right. */
export function writeAwsCli(about: Description): string {
  const resources = about.resources.map((one) => withNames(one, about.resources));
  const used = new Set(resources.flatMap(({ properties }) => referencesIn(properties)).map(variableOf));
  const { keep, freshly } = keeper();
  const write = callWriter(keep);
  const parts = resources.map((one) => {
    const calls = types[one.type];
    if (calls === undefined) throw new TypeError(`${one.type} has no form in the AWS CLI`);
    const lines = calls(fromOf(one, write, used));
    return { lines: freshly() + lines, when: one.when };
  });
  const body = parts.map(({ lines, when }, index) => {
    if (when === undefined) return lines;
    const [isFirst, isLast] = [parts[index - 1]?.when !== when, parts[index + 1]?.when !== when];
    return `${isFirst ? IF_NO_ROLE : ""}${lines.replace(/^(?=.)/gm, "  ")}${isLast ? "fi\n" : ""}`;
  });
  return [head(about), ...body, ...endingOf(about, resources, write)].join("\n");
}

/** API Gateway has one role for the logs of all APIs of a region. */
const IF_NO_ROLE = `# All APIs of the region write their logs by one role: one that is set stays.
if [ -z "$(found apigateway get-account --query cloudwatchRoleArn)" ]; then
`;

/** Texts that get a variable each, and the lines that set those which are new. */
function keeper(): { readonly keep: (text: string) => string; readonly freshly: () => string } {
  const texts = new Map<string, Kept>();
  let fresh: Kept[] = [];
  const keep = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known.variable;
    const one = { variable: `TEXT_${texts.size + 1}`, text };
    texts.set(text, one);
    fresh.push(one);
    return one.variable;
  };
  const freshly = (): string => {
    const lines = fresh.map((one) => assigned(one)).join("");
    fresh = [];
    return lines;
  };
  return { keep, freshly };
}

/** Properties that are a resource's name. */
const names = ["RoleName", "BucketName", "LogGroupName", "StageName"];

/** The resource with the names of others in the place of references to them. */
function withNames(one: Resource, all: readonly Resource[]): Resource {
  const named = (text: string): string => {
    const parts = pieces(text).map((piece) => {
      if (typeof piece === "string") return piece;
      const { properties = {} } = all.find(({ id }) => id === piece.id) ?? {};
      const name = piece.attribute === "Name" ? names.find((each) => each in properties) : undefined;
      return name === undefined ? reference(piece.id, piece.attribute) : textIn(properties, name);
    });
    return parts.join("");
  };
  return { ...one, properties: mapTexts(one.properties, named) };
}

function endingOf({ path }: Description, resources: readonly Resource[], write: Writer): readonly string[] {
  const of = (name: string): readonly Resource[] => resources.filter(({ type }) => type === `AWS::ApiGateway::${name}`);
  const [stage] = of("Stage");
  if (stage === undefined) return [];
  const post = of("Method").find(({ properties }) => mapIn(properties, "Integration")["Type"] === "AWS");
  const apiKey = of("ApiKey").length > 0;
  return [stages.ending({ stage: stage.properties, method: post?.properties, path, apiKey, write })];
}
