/** The services as people call them, by their names here. Apart from the services, which load while a local AWS starts. */
export const serviceTitles: Readonly<Record<string, string>> = {
  apigateway: "API Gateway",
  kinesis: "Kinesis",
  firehose: "Firehose",
  s3: "S3",
  cloudwatch: "CloudWatch",
  logs: "CloudWatch Logs",
  sns: "SNS",
  kms: "KMS",
  iam: "IAM",
  sts: "STS",
};
