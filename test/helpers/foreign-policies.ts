/** A resource policy that somebody else wrote, for an API by its execution ARN. */
export interface ForeignPolicy {
  readonly written: string;
  readonly policy: (arn: string) => object;
  /** Who may call, where it is a list of addresses and no more. */
  readonly allows: readonly string[] | undefined;
}

const policy = (...Statement: readonly object[]): object => ({ Version: "2012-10-17", Statement });
const call = { Principal: "*", Action: "execute-api:Invoke" };
const office = "203.0.113.0/24";

/** Policies as people have them. The console calls its templates "AWS account allowlist", "IP range denylist" and "Source VPC
 * allowlist". https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html */
export const foreignPolicies: readonly ForeignPolicy[] = [
  {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api_policy
    written: "Terraform's aws_iam_policy_document with IpAddress",
    policy: (arn) =>
      policy({
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "execute-api:Invoke",
        Resource: `${arn}/*`,
        Condition: { IpAddress: { "aws:SourceIp": [office] } },
      }),
    allows: [office],
  },
  {
    written: "Terraform with Allow and Deny NotIpAddress",
    policy: (arn) =>
      policy(
        { Sid: "All", Effect: "Allow", ...call, Resource: `${arn}/*/*/*` },
        { Effect: "Deny", ...call, Resource: `${arn}/*`, Condition: { NotIpAddress: { "aws:sourceIp": office } } },
      ),
    allows: [office],
  },
  {
    // The example of the registry up to 2023: without "/*" it is for no request at all.
    written: "Terraform with the execution ARN alone",
    policy: (arn) =>
      policy({ Effect: "Allow", ...call, Resource: arn, Condition: { IpAddress: { "aws:SourceIp": office } } }),
    allows: undefined,
  },
  {
    written: "the console's IP range denylist",
    policy: () =>
      policy(
        {
          Effect: "Deny",
          ...call,
          Resource: "execute-api:/*/*/*",
          Condition: { IpAddress: { "aws:SourceIp": [office, "192.0.2.7"] } },
        },
        { Effect: "Allow", ...call, Resource: "execute-api:/*/*/*" },
      ),
    allows: undefined,
  },
  {
    written: "the console's AWS account allowlist",
    policy: () =>
      policy({
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/partner"] },
        Action: "execute-api:Invoke",
        Resource: ["execute-api:/*/*/*"],
      }),
    allows: undefined,
  },
  {
    written: "the console's source VPC allowlist",
    policy: () =>
      policy(
        {
          Effect: "Deny",
          ...call,
          Resource: "execute-api:/*/*/*",
          Condition: { StringNotEquals: { "aws:sourceVpc": "vpc-0a1b2c3d" } },
        },
        { Effect: "Allow", ...call, Resource: "execute-api:/*/*/*" },
      ),
    allows: undefined,
  },
];
