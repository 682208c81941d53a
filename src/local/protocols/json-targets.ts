/** What stands before the operation in `X-Amz-Target`, by service: those that speak AWS JSON and that API Gateway can call. */
export const jsonTargets = {
  dynamodb: "DynamoDB_20120810",
  events: "AWSEvents",
  firehose: "Firehose_20150804",
  kinesis: "Kinesis_20131202",
  kms: "TrentService",
  logs: "Logs_20140328",
  sqs: "AmazonSQS",
  ssm: "AmazonSSM",
  states: "AWSStepFunctions",
} as const;

/** The target of a service; undefined for one of another protocol. */
export function jsonTarget(service: string): string | undefined {
  const targets: Readonly<Record<string, string>> = jsonTargets;
  return Object.hasOwn(targets, service) ? targets[service] : undefined;
}
