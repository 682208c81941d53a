import { createHash } from "node:crypto";
import { textIn } from "../resources/read.ts";
import { pieces, type Reference } from "../resources/reference.ts";
import type { Description, Properties, Resource, Value } from "../resources/resource.ts";
import { writeYaml, type Node } from "../write-yaml.ts";

/** The proxy as a template of CloudFormation. */
export function writeCloudformation(about: Description): string {
  const { name, parameters } = about;
  const comment = `# The proxy ${name}, as kinesis-proxy makes it.
# aws cloudformation deploy --stack-name ${stackName(name)} --template-file FILE --capabilities CAPABILITY_NAMED_IAM
`;
  const asked = parameters.map((one): [string, Node] => [
    one.name,
    {
      Type: "String",
      ...(one.choice && { Default: "true", AllowedValues: ["true", "false"] }),
      Description: one.secret ? `${one.text}, percent-encoded.` : `${one.text}.`,
      ...(one.secret && { NoEcho: true, AllowedPattern: "([A-Za-z0-9._~-]|%[0-9A-F]{2})+" }),
    },
  ]);
  const choices = parameters
    .filter(({ choice }) => choice)
    .map((one): [string, Node] => [conditionOf(one.name), { "Fn::Equals": [{ Ref: one.name }, "true"] }]);
  return `${comment}${writeYaml({
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Puts HTTP requests into a Kinesis stream: the proxy ${name}`,
    ...(asked.length > 0 && { Parameters: Object.fromEntries(asked) }),
    ...(choices.length > 0 && { Conditions: Object.fromEntries(choices) }),
    Resources: resourcesOf(about),
    ...outputsOf(about),
  })}`;
}

function conditionOf(parameter: string): string {
  return `Is${parameter}`;
}

function stackName(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/g, "-").replace(/^[^A-Za-z]/, "p$&");
}

/** The resources as CloudFormation takes them. */
export function resourcesOf({ resources }: Description): { readonly [name: string]: Node } {
  const mark = deploymentName(resources);
  const rename = (id: string): string => (id === "Deployment" ? mark : id);
  const maybe = resources.filter(({ id, when }) => when && resources.some(({ after }) => after.includes(id)));
  const needed = (id: string): string => (maybe.some((one) => one.id === id) ? `${id}Ready` : rename(id));
  const made = resources.map((one): [string, Node] => [
    rename(one.id),
    {
      Type: one.type,
      ...(one.when !== undefined && { Condition: conditionOf(one.when) }),
      ...(one.after.length > 0 && { DependsOn: one.after.map(needed) }),
      Properties: properties(asThere(one), resources, rename),
    },
  ]);
  return Object.fromEntries([...made, ...maybe.map(readyFor)]);
}

/** Nothing may depend on what a condition makes. A handle that nobody waits for can name it where it is made. */
function readyFor({ id, when = "" }: Resource): [string, Node] {
  const After = { "Fn::If": [conditionOf(when), { Ref: id }, ""] };
  return [`${id}Ready`, { Type: "AWS::CloudFormation::WaitConditionHandle", Metadata: { After } }];
}

/** CloudFormation makes no new deployment of a changed API: one of another name takes its place. */
function deploymentName(resources: readonly Resource[]): string {
  const frozen = resources.filter(({ type }) =>
    /::ApiGateway::(RestApi|Resource|Method|GatewayResponse|Model|RequestValidator)$/.test(type),
  );
  const hash = createHash("sha256").update(JSON.stringify(frozen)).digest("hex");
  return `Deployment${hash.slice(0, 8)}`;
}

/** What CloudFormation takes otherwise: a model's schema is an object. */
function asThere({ type, properties: all }: Resource): Properties {
  // A managed policy of CloudFormation has no tags.
  if (type === "AWS::IAM::ManagedPolicy")
    return Object.fromEntries(Object.entries(all).filter(([name]) => name !== "Tags"));
  if (type === "AWS::ApiGateway::Model") return { ...all, Schema: JSON.parse(textIn(all, "Schema")) as Value };
  return all;
}

function properties(of: Properties, resources: readonly Resource[], rename: (id: string) => string): Node {
  const node = (value: Value): Node => {
    if (typeof value === "string") return textNode(value, (to) => nodeOf(to, resources, rename));
    if (typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((one: Value) => node(one));
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, node(one as Value)]));
  };
  return node(of);
}

/** A text as it is, or joined of its pieces: in Fn::Sub, a template's own ${…} would have to be written otherwise. */
function textNode(text: string, nodeFor: (to: Reference) => Node): Node {
  const all = pieces(text).map((one) => (typeof one === "string" ? one : nodeFor(one)));
  const [first = ""] = all;
  return all.length <= 1 ? first : { "Fn::Join": ["", all] };
}

/** Attributes that GetAtt gives; Ref gives all others. */
const attributes: Readonly<Record<string, string>> = {
  "AWS::Kinesis::Stream Arn": "Arn",
  "AWS::IAM::Role Arn": "Arn",
  "AWS::S3::Bucket Arn": "Arn",
  "AWS::ApiGateway::RestApi RootResourceId": "RootResourceId",
};

function nodeOf({ id, attribute }: Reference, resources: readonly Resource[], rename: (id: string) => string): Node {
  if (id === "AWS") return { Ref: `AWS::${attribute}` };
  if (id === "Parameter") return { Ref: attribute };
  const type = resources.find((one) => one.id === id)?.type ?? "";
  const got = attributes[`${type} ${attribute}`];
  if (got !== undefined) return { "Fn::GetAtt": [rename(id), got] };
  // The ARN that GetAtt gives ends with ":*", which a stage does not take.
  if (type === "AWS::Logs::LogGroup" && attribute === "Arn") return logGroupArn(id);
  return { Ref: rename(id) };
}

function logGroupArn(id: string): Node {
  const place = ["Partition", "Region", "AccountId"].map((name): Node => ({ Ref: `AWS::${name}` }));
  const [partition = "", region = "", account = ""] = place;
  return { "Fn::Join": ["", ["arn:", partition, ":logs:", region, ":", account, ":log-group:", { Ref: id }]] };
}

function outputsOf({ resources, path }: Description): { readonly Outputs?: Node } {
  const stage = resources.find(({ type }) => type === "AWS::ApiGateway::Stage");
  if (stage === undefined) return {};
  const [api] = pieces(textIn(stage.properties, "RestApiId"));
  const id: Node = typeof api === "object" ? { Ref: api.id } : (api ?? "");
  const host = [id, ".execute-api.", { Ref: "AWS::Region" }, ".", { Ref: "AWS::URLSuffix" }];
  const value = { "Fn::Join": ["", ["https://", ...host, "/", { Ref: stage.id }, ...(path === "" ? [] : [path])]] };
  return { Outputs: { Url: { Description: "Where to POST events.", Value: value } } };
}
