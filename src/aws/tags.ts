/** The tag that says "made by kinesis-proxy": its value is the proxy's name. */
export const OWNER_TAG = "kinesis-proxy";

/** The tag as a map, as Kinesis and API Gateway take it. */
export function ownerTags(name: string): Record<string, string> {
  return { [OWNER_TAG]: name };
}

/** The tag as a list, as IAM takes it. */
export function ownerTagList(name: string): { Key: string; Value: string }[] {
  return [{ Key: OWNER_TAG, Value: name }];
}

/** Does this list of IAM or Kinesis tags say that the proxy `name` made it? */
export function taggedAs(
  name: string,
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[],
): boolean {
  return tags.some((tag) => tag.Key === OWNER_TAG && tag.Value === name);
}
