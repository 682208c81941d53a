import { filled, mapIn, pairsIn, textIn } from "../resources/read.ts";
import type { Properties, Resource } from "../resources/resource.ts";
import type { Attributes, Block } from "./block.ts";
import { expression, json } from "./hcl.ts";
import { snake } from "../resources/snake.ts";

/** What a block is written from: the resource, what AWS calls it, and the ids that AWS has given. */
export interface From {
  readonly one: Resource;
  readonly label: string;
  /** The id of a resource that is there; "" for none. */
  readonly idOf: (id: string) => string;
  /** Addresses of resources. */
  readonly addressOf: (id: string) => string;
}

/** Types of which every property has an attribute of the same name, and how they are imported. */
export const plainTypes: Readonly<Record<string, readonly [string, (from: From, api: string) => string]>> = {
  "AWS::ApiGateway::Resource": ["aws_api_gateway_resource", ({ one, idOf }, api) => `${api}/${idOf(one.id)}`],
  "AWS::ApiGateway::Model": ["aws_api_gateway_model", ({ one }, api) => `${api}/${textIn(one.properties, "Name")}`],
  "AWS::ApiGateway::RequestValidator": [
    "aws_api_gateway_request_validator",
    ({ one, idOf }, api) => `${api}/${idOf(one.id)}`,
  ],
  "AWS::ApiGateway::GatewayResponse": [
    "aws_api_gateway_gateway_response",
    ({ one }, api) => `${api}/${textIn(one.properties, "ResponseType")}`,
  ],
  "AWS::ApiGateway::ApiKey": ["aws_api_gateway_api_key", ({ one, idOf }) => idOf(one.id)],
  "AWS::ApiGateway::UsagePlanKey": [
    "aws_api_gateway_usage_plan_key",
    ({ idOf }) => `${idOf("UsagePlan")}/${idOf("ApiKey")}`,
  ],
  "AWS::Logs::LogStream": [
    "aws_cloudwatch_log_stream",
    ({ one, idOf }) => `${idOf("ArchiveLog")}:${textIn(one.properties, "LogStreamName")}`,
  ],
  "AWS::ApiGateway::Account": ["aws_api_gateway_account", () => "api-gateway-account"],
};

/** The attributes of the properties, name by name. */
export function attributesOf(properties: Properties, usual: Attributes = {}): Attributes {
  const named = Object.entries(properties).map(([name, value]) => [
    snake(name.replace("CloudWatch", "Cloudwatch")),
    value,
  ]);
  const tags = filled(pairsIn(properties, "Tags"));
  const { log_stream_name: name, ...others } = Object.fromEntries(named) as Attributes;
  return { ...(name !== undefined && { name }), ...others, ...("Tags" in properties && { tags }), ...usual };
}

/** The stream. */
export function streamBlocks({ one: { properties }, label }: From): readonly Block[] {
  const { Name, ShardCount, RetentionPeriodHours, MaxRecordSizeInKiB } = properties;
  const key = mapIn(properties, "StreamEncryption");
  return [
    {
      type: "aws_kinesis_stream",
      label,
      attributes: {
        name: Name,
        shard_count: ShardCount,
        retention_period: RetentionPeriodHours,
        max_record_size_in_kib: MaxRecordSizeInKiB,
        encryption_type: key["EncryptionType"],
        kms_key_id: key["KeyId"],
        tags: pairsIn(properties, "Tags"),
      },
      blocks: [["stream_mode_details", { stream_mode: mapIn(properties, "StreamModeDetails")["StreamMode"] }]],
      importId: textIn(properties, "Name"),
    },
  ];
}

/** A role, and AWS's policies that it has. */
export function roleBlocks({ one: { properties, when }, label }: From): readonly Block[] {
  const { RoleName, Description, AssumeRolePolicyDocument = "", ManagedPolicyArns = [] } = properties;
  const policies = Array.isArray(ManagedPolicyArns) ? ManagedPolicyArns : [];
  const name = textIn(properties, "RoleName");
  return [
    {
      type: "aws_iam_role",
      label,
      attributes: {
        name: RoleName,
        description: Description,
        assume_role_policy: json(AssumeRolePolicyDocument),
        tags: pairsIn(properties, "Tags"),
      },
      importId: name,
    },
    ...policies.map((arn: string) => ({
      type: "aws_iam_role_policy_attachment",
      label,
      attributes: { role: expression(`aws_iam_role.${label}${when === undefined ? "" : "[0]"}.name`), policy_arn: arn },
      after: [],
      importId: `${name}/${arn}`,
    })),
  ];
}

/** A policy of its own, and its attachment. */
export function policyBlocks({ one, label, idOf }: From): readonly Block[] {
  const { ManagedPolicyName, PolicyDocument = "", Roles = [] } = one.properties;
  const [role = ""] = Array.isArray(Roles) ? Roles : [];
  return [
    {
      type: "aws_iam_policy",
      label,
      attributes: {
        name: ManagedPolicyName,
        policy: json(PolicyDocument),
        tags: filled(pairsIn(one.properties, "Tags")),
      },
      importId: idOf(one.id),
    },
    {
      type: "aws_iam_role_policy_attachment",
      label,
      attributes: { role, policy_arn: expression(`aws_iam_policy.${label}.arn`) },
      importId: `${idOf("Role")}/${idOf(one.id)}`,
    },
  ];
}

/** A policy within a role. */
export function rolePolicyBlocks({ one: { properties }, label, idOf }: From): readonly Block[] {
  const { RoleName, PolicyName, PolicyDocument = "" } = properties;
  return [
    {
      type: "aws_iam_role_policy",
      label,
      attributes: { name: PolicyName, role: RoleName, policy: json(PolicyDocument) },
      importId: `${idOf("ArchiveRole")}:${textIn(properties, "PolicyName")}`,
    },
  ];
}
