import type { Reference } from "../resources/reference.ts";
import type { Description, Parameter, Resource } from "../resources/resource.ts";
import { apiBlocks, methodBlocks } from "./api-blocks.ts";
import { bucketBlocks, bucketPolicyBlocks, deliveryBlocks } from "./archive-blocks.ts";
import { addressOf, writeBlock, type Attributes, type Block } from "./block.ts";
import { aligned, expression, hcl } from "./hcl.ts";
import {
  attributesOf,
  plainTypes,
  policyBlocks,
  roleBlocks,
  rolePolicyBlocks,
  streamBlocks,
  type From,
} from "./plain-blocks.ts";
import { deploymentBlocks, frozenIn, planBlocks, stageBlocks } from "./stage-blocks.ts";
import { snake } from "../resources/snake.ts";
import { alarmBlocks, dashboardBlocks, filterBlocks, logGroupBlocks } from "./watch-blocks.ts";

const types: Readonly<Record<string, (from: From) => readonly Block[]>> = {
  "AWS::Kinesis::Stream": streamBlocks,
  "AWS::IAM::Role": roleBlocks,
  "AWS::IAM::ManagedPolicy": policyBlocks,
  "AWS::IAM::RolePolicy": rolePolicyBlocks,
  "AWS::ApiGateway::RestApi": apiBlocks,
  "AWS::ApiGateway::Method": methodBlocks,
  "AWS::ApiGateway::Stage": stageBlocks,
  "AWS::ApiGateway::UsagePlan": planBlocks,
  "AWS::Logs::LogGroup": logGroupBlocks,
  "AWS::Logs::MetricFilter": filterBlocks,
  "AWS::CloudWatch::Alarm": alarmBlocks,
  "AWS::CloudWatch::Dashboard": dashboardBlocks,
  "AWS::S3::Bucket": bucketBlocks,
  "AWS::S3::BucketPolicy": bucketPolicyBlocks,
  "AWS::KinesisFirehose::DeliveryStream": deliveryBlocks,
};

/** The proxy as a configuration of Terraform. */
export function writeTerraform(about: Description): string {
  const { resources, existing } = about;
  const imports = existing !== undefined;
  const blocks: Block[] = [];
  for (const one of resources) {
    const from = fromOf(one, about);
    if (one.type === "AWS::ApiGateway::Deployment") blocks.push(...deploymentBlocks(from, frozenIn(blocks), imports));
    else blocks.push(...blocksOf(from).map((block) => counted(block, one.when)));
  }
  const refer = (to: Reference): string => referTo(to, resources);
  return [head(about), ...blocks.map((block) => writeBlock(block, refer, imports)), outputs(about)].join("\n");
}

function counted(block: Block, when: string | undefined): Block {
  if (when === undefined) return block;
  return { ...block, attributes: { count: expression(`var.${snake(when)} ? 1 : 0`), ...block.attributes } };
}

function fromOf(one: Resource, { resources, existing = {} }: Description): From {
  return {
    one,
    label: snake(one.id),
    idOf: (id) => existing[id] ?? "",
    addressOf: (id) => {
      const other = resources.find((each) => each.id === id);
      const [first] = other === undefined ? [] : blocksOf(fromOf(other, { resources, existing } as Description));
      return first === undefined ? "" : addressOf(first);
    },
  };
}

/** What the provider would say otherwise. */
const usual: Readonly<Record<string, Attributes>> = { "AWS::ApiGateway::ApiKey": { description: "" } };

function blocksOf(from: From): readonly Block[] {
  const { one, label, idOf } = from;
  const write = types[one.type];
  if (write !== undefined) return write(from);
  const [type, importIdOf] = plainTypes[one.type] ?? [];
  if (type === undefined || importIdOf === undefined) throw new TypeError(`${one.type} has no form in Terraform`);
  return [
    {
      type,
      label,
      attributes: attributesOf(one.properties, usual[one.type]),
      importId: importIdOf(from, idOf("RestApi")),
    },
  ];
}

/** Attributes of another name than AWS's. */
const attributes: Readonly<Record<string, string>> = {
  "AWS::ApiGateway::Stage Name": "stage_name",
  "AWS::S3::Bucket Name": "bucket",
};

const places: Readonly<Record<string, string>> = {
  AccountId: "data.aws_caller_identity.current.account_id",
  Partition: "data.aws_partition.current.partition",
  Region: "data.aws_region.current.id",
};

function referTo({ id, attribute }: Reference, resources: readonly Resource[]): string {
  if (id === "AWS") return places[attribute] ?? "";
  // Templates take what is percent-encoded.
  if (id === "Parameter")
    return attribute === "RootResourceId" ? `var.${snake(attribute)}` : `urlencode(var.${snake(attribute)})`;
  const { type = "", when } = resources.find((one) => one.id === id) ?? {};
  const name = plainTypes[type]?.[0] ?? firstType[type] ?? "";
  return `${name}.${snake(id)}${when === undefined ? "" : "[0]"}.${attributes[`${type} ${attribute}`] ?? snake(attribute)}`;
}

/** The types of the blocks that others refer to. */
const firstType: Readonly<Record<string, string>> = {
  "AWS::Kinesis::Stream": "aws_kinesis_stream",
  "AWS::IAM::Role": "aws_iam_role",
  "AWS::ApiGateway::RestApi": "aws_api_gateway_rest_api",
  "AWS::ApiGateway::Deployment": "aws_api_gateway_deployment",
  "AWS::ApiGateway::Stage": "aws_api_gateway_stage",
  "AWS::ApiGateway::UsagePlan": "aws_api_gateway_usage_plan",
  "AWS::Logs::LogGroup": "aws_cloudwatch_log_group",
  "AWS::S3::Bucket": "aws_s3_bucket",
};

function variable({ name, text, secret, choice }: Parameter, imports: boolean): string {
  const lines = [
    ["description", hcl(`${text}.`, String)],
    ["type", choice ? "bool" : "string"],
    ...(choice ? [["default", "true"]] : []),
    ...(secret && !imports ? [["sensitive", "true"]] : []),
  ] as [string, string][];
  // Terraform takes it for a change when something that is there becomes sensitive.
  const later = secret && imports ? "  # Add after the first apply: sensitive = true\n" : "";
  return `variable "${snake(name)}" {\n${aligned(lines, "  ")}${later}}\n`;
}

function head({ name, parameters, resources, existing }: Description): string {
  const variables = parameters.map((one) => variable(one, existing !== undefined));
  const newer = resources.some(({ properties }) => "MaxRecordSizeInKiB" in properties);
  return `# The proxy ${name}, as kinesis-proxy makes it. Region and credentials are chosen as usual, by the AWS_* variables
# or in a provider block.
# terraform init && terraform apply
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${newer ? NEWER : ">= 5.0"}"
    }
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

${variables.join("\n")}`;
}

/** The first version of the provider that sets the size of records. */
const NEWER = ">= 6.20";

function outputs({ resources, path }: Description): string {
  if (!resources.some(({ type }) => type === "AWS::ApiGateway::Stage")) return "";
  const stage = "aws_api_gateway_stage.stage.invoke_url";
  const value = path === "" ? stage : `"\${${stage}}${path}"`;
  return `output "url" {\n  description = "Where to POST events."\n  value       = ${value}\n}\n`;
}
