const methods: Readonly<Record<string, string>> = {
  Get: "GET",
  Create: "POST",
  Test: "POST",
  Put: "PUT",
  Tag: "PUT",
  Update: "PATCH",
  Delete: "DELETE",
};

/** What S3 calls the permission, where it is not the call's own name.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const ofS3: Readonly<Record<string, string>> = {
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListBuckets: "ListAllMyBuckets",
  ListObjectsV2: "ListBucket",
  ListObjectVersions: "ListBucketVersions",
  ListMultipartUploads: "ListBucketMultipartUploads",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketEncryption: "GetEncryptionConfiguration",
  PutBucketEncryption: "PutEncryptionConfiguration",
  DeleteObjects: "DeleteObjectVersion",
};

/** The permission for a call, such as `s3:ListBucket` for `s3:HeadBucket`: API Gateway's are named by HTTP method. */
export function permission(call: string | undefined): string | undefined {
  const [service, action = ""] = call?.split(":") ?? [];
  if (service === "s3") return `s3:${ofS3[action] ?? action}`;
  const verb = /^apigateway:([A-Z][a-z]+)/.exec(call ?? "")?.[1];
  return verb === undefined ? call : `apigateway:${methods[verb] ?? verb}`;
}
