/** Is a request signed for S3, by header or as a presigned URL? Its path is a key then, whatever it looks like. `url`: path and
 * query, or the query. Cheap, since every request is asked. */
export function isSignedForS3(authorization: string | undefined, url: string): boolean {
  if (authorization !== undefined)
    return authorization.includes("/s3/aws4_request") || /^AWS [^:]+:/.test(authorization);
  return url.includes("X-Amz-Credential=") ? /%2[Ff]s3%2[Ff]aws4_request/.test(url) : url.includes("AWSAccessKeyId=");
}
