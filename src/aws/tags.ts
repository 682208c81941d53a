/** The tag that says "made by kinesis-proxy": its value is the proxy's name. */
export const OWNER_TAG = "kinesis-proxy";

/** Says that the proxy did not make it, but took it over: its value is "true". */
export const IMPORTED_TAG = "kinesis-proxy-imported";

/** The same as a map, and as the list that IAM takes. */
export const importedTags: Readonly<Record<string, string>> = { [IMPORTED_TAG]: "true" };
export const importedTagList = [{ Key: IMPORTED_TAG, Value: "true" }];

/** Is this among the tags of something that was taken over? */
export function isImported(tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): boolean {
  return tags.some((tag) => tag.Key === IMPORTED_TAG && tag.Value === "true");
}

/** The tag as a map, as Kinesis and API Gateway take it. */
export function ownerTags(name: string): Record<string, string> {
  return { [OWNER_TAG]: name };
}

/** Says for which region a role is: IAM has none, and a proxy of the same name may be in another. */
export const REGION_TAG = "kinesis-proxy-region";

/** The tag as a list, as IAM takes it, with the region. */
export function ownerTagList(name: string, region: string): { Key: string; Value: string }[] {
  return [
    { Key: OWNER_TAG, Value: name },
    { Key: REGION_TAG, Value: region },
  ];
}

/** The proxy that the tags name, when it is another one than `name`. */
export function otherOwner(
  name: string,
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
): string | undefined {
  return tags.find((tag) => tag.Key === OWNER_TAG && tag.Value !== name)?.Value;
}

/** The region that the tags of a role or policy name; undefined when they name none. */
export function taggedRegion(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[],
): string | undefined {
  return tags.find((tag) => tag.Key === REGION_TAG)?.Value;
}

/** Does this list of IAM or Kinesis tags say that the proxy `name` made it? */
export function taggedAs(
  name: string,
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[],
): boolean {
  return tags.some((tag) => tag.Key === OWNER_TAG && tag.Value === name);
}
