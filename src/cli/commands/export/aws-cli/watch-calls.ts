import { bucketArn, logGroupArn } from "../../../../aws/arns.ts";
import { listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import type { Value } from "../resources/resource.ts";
import { lowered, made } from "./call.ts";
import { jsonText, paragraph, type Calls } from "./paragraph.ts";
import { here, word } from "./shell.ts";

/** A log group. */
export const logGroupCalls: Calls = ({ one: { properties }, write, sets }) => {
  const { LogGroupName = "", RetentionInDays } = properties;
  const name = textIn(properties, "LogGroupName");
  const keep = write.call("logs put-retention-policy", { LogGroupName, RetentionInDays });
  return paragraph(
    `Log group ${name}`,
    "",
    made(write.call("logs create-log-group", { LogGroupName, Tags: pairsIn(properties, "Tags") })),
    RetentionInDays === undefined ? "" : `${keep}\n`,
    sets("Arn", word(logGroupArn(here, name))),
  );
};

/** A log stream. */
export const logStreamCalls: Calls = ({ one, write }) =>
  paragraph("", "", made(write.call("logs create-log-stream", one.properties)));

/** A metric filter. */
export const filterCalls: Calls = ({ one, write }) => {
  const { MetricTransformations = [], ...others } = one.properties;
  const metricTransformations = lowered(MetricTransformations);
  return paragraph("", "", `${write.call("logs put-metric-filter", { ...others, metricTransformations })}\n`);
};

/** An alarm. */
export const alarmCalls: Calls = ({ one, write }) =>
  paragraph(
    `Alarm ${textIn(one.properties, "AlarmName")}`,
    "",
    `${write.call("cloudwatch put-metric-alarm", one.properties)}\n`,
  );

/** The dashboard. */
export const dashboardCalls: Calls = ({ one: { properties }, write }) => {
  const { DashboardName } = properties;
  const body = JSON.parse(textIn(properties, "DashboardBody")) as Value;
  const put = write.call("cloudwatch put-dashboard", { DashboardName, DashboardBody: jsonText(body) });
  return paragraph(`Dashboard ${textIn(properties, "DashboardName")}`, "", `${put} >/dev/null\n`);
};

/** The bucket of the archive. */
export const bucketCalls: Calls = ({ one: { properties }, write, sets }) => {
  const { BucketName: Bucket = "", PublicAccessBlockConfiguration, OwnershipControls } = properties;
  const tags = properties["Tags"] ?? [];
  const [rule = {}] = listIn(mapIn(properties, "BucketEncryption"), "ServerSideEncryptionConfiguration");
  const encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: mapIn(rule, "ServerSideEncryptionByDefault") }] };
  const call = (verb: string, options: Readonly<Record<string, Value | undefined>>): string =>
    write.call(`s3api ${verb}`, { Bucket, ...options });
  const create = call("create-bucket", {});
  return paragraph(
    `S3 bucket ${textIn(properties, "BucketName")}`,
    "",
    sets("Arn", word(bucketArn(here.identity, textIn(properties, "BucketName")))),
    "# us-east-1 is no LocationConstraint.\n",
    `if [ "$REGION" = us-east-1 ]; then\n  ${made(create)}else\n  `,
    made(`${create} --create-bucket-configuration "LocationConstraint=$REGION"`),
    "fi\n",
    `${call("put-public-access-block", { PublicAccessBlockConfiguration })}\n`,
    `${call("put-bucket-ownership-controls", { OwnershipControls })}\n`,
    `${call("put-bucket-encryption", { serverSideEncryptionConfiguration: encryption })}\n`,
    `${call("put-bucket-tagging", { Tagging: { TagSet: tags } })}\n`,
  );
};

/** The policy of the bucket. */
export const bucketPolicyCalls: Calls = ({ one: { properties }, write }) => {
  const { Bucket, PolicyDocument = "" } = properties;
  return paragraph("", "", `${write.call("s3api put-bucket-policy", { Bucket, Policy: jsonText(PolicyDocument) })}\n`);
};

/** The delivery stream, and a wait until it reads. */
export const deliveryCalls: Calls = ({ one: { properties }, write }) => {
  const { DeliveryStreamName } = properties;
  const look = write.call("firehose describe-delivery-stream", { DeliveryStreamName }).replace(/^aws /, "found ");
  return paragraph(
    `Delivery stream ${textIn(properties, "DeliveryStreamName")}`,
    "It archives from the moment on in which it is ACTIVE.",
    made(write.call("firehose create-delivery-stream", properties)),
    `for _ in {1..120}; do
  STATUS=$(${look} --query DeliveryStreamDescription.DeliveryStreamStatus)
  [ "$STATUS" = CREATING ] || break
  sleep 5
done
[ "$STATUS" = ACTIVE ] || { echo "The delivery stream is $STATUS." >&2; exit 1; }
`,
  );
};
