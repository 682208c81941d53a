import { bucketArn, logGroupArn, roleArn, streamArn } from "../../../../aws/arns.ts";
import { withSecrets } from "../../../../mapping/handshake/secrets.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { apiResources } from "./api-resources.ts";
import { archiveResources } from "./archive-resources.ts";
import { mapTexts, reference, referencesIn } from "./reference.ts";
import type { Description, Parameter, Resource } from "./resource.ts";
import { roleResources } from "./role-resources.ts";
import { routeResources } from "./route-resources.ts";
import { keyResources, stageResources } from "./stage-resources.ts";
import { streamResources } from "./stream-resources.ts";
import { LOGGING, logResources, watchResources } from "./watch-resources.ts";

/** Everything that a document may ask for. */
const parameters: readonly Parameter[] = [
  { name: "HandshakeToken", text: "The token without which a handshake gets 403", secret: true },
  { name: "FirehoseKey", text: "The access key that Firehose sends", secret: true },
  {
    name: LOGGING,
    text: "Set the role by which API Gateway writes logs: false where the account has one",
    secret: false,
    choice: true,
  },
  { name: "RootResourceId", text: "The id of the API's resource /", secret: false },
];

/** The proxy as resources, each after those that it needs. */
export function describe(facts: ProxyFacts, existing?: Description["existing"]): Description {
  const api = [...apiResources(facts), ...routeResources(facts)];
  const plain = [
    ...streamResources(facts),
    ...roleResources(facts),
    ...api,
    ...logResources(facts),
    ...stageResources(facts, api),
    ...keyResources(facts),
    ...archiveResources(facts),
    ...watchResources(facts),
  ];
  const resources = plain.map((one) => withoutSecrets(linked(one, plain, facts)));
  const named = new Set([
    ...resources.flatMap(({ properties }) => referencesIn(properties)).map(key),
    ...resources.map(({ when = "" }) => `Parameter.${when}`),
  ]);
  const { config } = facts;
  return {
    name: config.name,
    region: config.region,
    resources,
    parameters: parameters.filter(({ name }) => named.has(`Parameter.${name}`)),
    path: config.path === "/" ? "" : config.path,
    existing,
  };
}

const key = ({ id, attribute }: { readonly id: string; readonly attribute: string }): string => `${id}.${attribute}`;

/** The resource with references in the place of the ARNs of other resources. */
function linked(one: Resource, all: readonly Resource[], facts: ProxyFacts): Resource {
  const { identity, config } = facts;
  const place = { ...identity, region: config.region };
  const arns = all.flatMap(({ id, type, properties }): [string, string][] => {
    const arn = (name: string): [string, string] => [name, reference(id, "Arn")];
    if (type === "AWS::Kinesis::Stream") return [arn(streamArn(place, String(properties["Name"])))];
    if (type === "AWS::IAM::Role") return [arn(roleArn(identity, String(properties["RoleName"])))];
    if (type === "AWS::S3::Bucket") return [arn(bucketArn(identity, String(properties["BucketName"])))];
    if (type === "AWS::Logs::LogGroup") return [arn(logGroupArn(facts, String(properties["LogGroupName"])))];
    return [];
  });
  const linkedText = (text: string): string => {
    const whole = arns.find(([arn]) => text === arn || text.startsWith(`${arn}/`));
    return whole === undefined ? text : whole[1] + text.slice(whole[0].length);
  };
  return { ...one, properties: mapTexts(one.properties, linkedText) };
}

function withoutSecrets(one: Resource): Resource {
  const named = { handshakeToken: "HandshakeToken", firehoseKey: "FirehoseKey", handshakeTokenName: "" } as const;
  const hide = (text: string): string => withSecrets(text, (name) => reference("Parameter", named[name]));
  return { ...one, properties: mapTexts(one.properties, hide) };
}
