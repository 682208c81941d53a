import { parsePolicy } from "../policy/policy.ts";
import { serviceLinked } from "./service-linked.ts";
import type { ManagedPolicy } from "./store.ts";

const logging = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  "logs:GetLogEvents",
  "logs:FilterLogEvents",
];

const writingLogs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const consuming = [
  "kinesis:DescribeStream",
  "kinesis:DescribeStreamSummary",
  "kinesis:GetRecords",
  "kinesis:GetShardIterator",
  "kinesis:ListShards",
  "kinesis:ListStreams",
  "kinesis:SubscribeToShard",
];
const reading = ["*:Describe*", "*:Get*", "*:List*", "*:BatchGet*", "*:Lookup*", "apigateway:GET"];

/** AWS's own policies by path and name with what they allow, on everything. Some are shorter here than AWS's, which list
 * services one by one. */
const allowed: readonly (readonly [path: string, name: string, actions: readonly string[]])[] = [
  ["/", "AdministratorAccess", ["*"]],
  ["/", "IAMFullAccess", ["iam:*"]],
  ["/", "IAMReadOnlyAccess", ["iam:GenerateCredentialReport", "iam:Get*", "iam:List*", "iam:Simulate*"]],
  ["/", "ReadOnlyAccess", reading],
  ["/", "AmazonKinesisFullAccess", ["kinesis:*"]],
  ["/", "AmazonKinesisReadOnlyAccess", ["kinesis:Get*", "kinesis:List*", "kinesis:Describe*"]],
  ["/", "AmazonAPIGatewayAdministrator", ["apigateway:*"]],
  ["/", "AmazonAPIGatewayInvokeFullAccess", ["execute-api:Invoke", "execute-api:ManageConnections"]],
  ["/", "AmazonKinesisFirehoseFullAccess", ["firehose:*"]],
  ["/", "AmazonS3FullAccess", ["s3:*", "s3-object-lambda:*"]],
  ["/", "AmazonS3ReadOnlyAccess", ["s3:Get*", "s3:List*", "s3:Describe*"]],
  ["/", "CloudWatchFullAccess", ["autoscaling:Describe*", "cloudwatch:*", "logs:*", "sns:*"]],
  ["/", "CloudWatchLogsFullAccess", ["logs:*", "cloudwatch:GenerateQuery"]],
  ["/service-role/", "AmazonAPIGatewayPushToCloudWatchLogs", logging],
  ["/service-role/", "AWSLambdaBasicExecutionRole", writingLogs],
  ["/service-role/", "AWSLambdaKinesisExecutionRole", [...consuming, ...writingLogs]],
  ...serviceLinked.map(({ service, policyName }) => {
    const vendor = service.split(".").at(-3) ?? "";
    return ["/aws-service-role/", policyName, [`${vendor}:*`]] as const;
  }),
];

const published = Date.UTC(2015, 1, 6, 18, 40, 58);
const made = new Map<string, readonly ManagedPolicy[]>();

/** The policies of AWS that this local IAM knows. `partition` is that of their ARNs. */
export function awsManagedPolicies(partition: string): readonly ManagedPolicy[] {
  let policies = made.get(partition);
  if (policies === undefined)
    made.set(partition, (policies = allowed.map((one, at) => managed(partition, at, ...one))));
  return policies;
}

/** The policy of AWS with that ARN. */
export function awsManagedPolicy(arn: string): ManagedPolicy | undefined {
  const [, partition] = /^arn:(aws|aws-cn|aws-us-gov):iam::aws:/.exec(arn) ?? [];
  return partition === undefined ? undefined : awsManagedPolicies(partition).find((policy) => policy.arn === arn);
}

function managed(partition: string, at: number, path: string, name: string, actions: readonly string[]): ManagedPolicy {
  const text = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
  });
  return {
    name,
    path,
    id: `ANPALOCALAWSMANAGED${String(at).padStart(2, "0")}`,
    arn: `arn:${partition}:iam::aws:policy${path}${name}`,
    createdAt: published,
    updatedAt: published,
    tags: new Map(),
    versions: [{ id: "v1", document: { text, statements: parsePolicy(text) }, createdAt: published }],
    defaultVersionId: "v1",
    lastVersion: 1,
  };
}
