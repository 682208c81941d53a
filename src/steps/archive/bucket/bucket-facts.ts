import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  paginateListBuckets,
  type S3Client,
  type Tag,
} from "@aws-sdk/client-s3";
import { isFault, unless } from "../../../aws/faults.ts";
import { otherOwner, taggedAs } from "../../../aws/tags.ts";
import type { Context } from "../../context.ts";
import { fewOf, mayBear } from "../../find-by-tag.ts";
import { OTHERS, type BucketFacts, type BucketFound } from "./bucket-found.ts";

/** The bucket of that name; undefined when there is none. `known` is what the state file says of the bucket. */
export async function bucketOf(
  ctx: Context,
  Bucket: string,
  known: BucketFound["ids"] | undefined,
): Promise<BucketFound | undefined> {
  const s3 = await ctx.clients.lazily.s3();
  const ids = { name: Bucket, arn: `arn:${ctx.identity.partition}:s3:::${Bucket}` };
  const place = await placeOf(ctx, s3, Bucket);
  if (place === undefined) return undefined;
  if (place !== "here") return { ids, ours: false, key: undefined, facts: { ...nothing, place } };
  const [tags, encryption] = await Promise.all([tagsOf(s3, Bucket), encryptionOf(s3, Bucket)]);
  const { name } = ctx.config;
  const tagged = taggedAs(name, tags);
  const owner = otherOwner(name, tags);
  const untagged = !tagged && owner === undefined && known?.making === true && known.name === Bucket;
  const ours = tagged || untagged;
  const own = ours ? await ownFacts(s3, Bucket) : nothing;
  const facts = { ...own, place, tags: tagged ? name : "", encryption: encryption?.algorithm ?? "" };
  return { ids, ours, owner, untagged, key: encryption?.key, facts };
}

/** What is set of a bucket of which nothing is known. */
export const nothing: BucketFacts = {
  place: "here",
  tags: "",
  "public access": "open",
  ownership: "",
  encryption: "",
  policy: "",
};

/** `here`, or why it cannot be used; undefined when there is no such bucket. HEAD has no body that would say so. */
async function placeOf({ config, identity }: Context, s3: S3Client, Bucket: string): Promise<string | undefined> {
  try {
    const look = new HeadBucketCommand({ Bucket, ExpectedBucketOwner: identity.accountId });
    const { BucketRegion } = await s3.send(look);
    return BucketRegion === undefined || BucketRegion === config.region ? "here" : BucketRegion;
  } catch (error) {
    const { $metadata, $response } = error as {
      readonly $metadata?: { readonly httpStatusCode?: number };
      readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
    };
    const status = $metadata?.httpStatusCode;
    if (status === 404) return undefined;
    if (status === 403) return OTHERS;
    const region = $response?.headers?.["x-amz-bucket-region"];
    if ((status === 301 || status === 400) && region !== undefined && region !== config.region) return region;
    throw error;
  }
}

async function tagsOf(s3: S3Client, Bucket: string): Promise<readonly Tag[]> {
  // Who may not read the tags of a bucket has not made it.
  const look = () => s3.send(new GetBucketTaggingCommand({ Bucket }));
  return (await unless(["NoSuchTagSet", "AccessDenied", "NoSuchBucket"], look))?.TagSet ?? [];
}

/** How new objects are encrypted; the key only where it is one of the customer's: AWS's own needs no permission. */
async function encryptionOf(s3: S3Client, Bucket: string) {
  try {
    const look = new GetBucketEncryptionCommand({ Bucket });
    const { ServerSideEncryptionConfiguration } = await s3.send(look);
    const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    const id = rule?.KMSMasterKeyID;
    return { algorithm: rule?.SSEAlgorithm ?? "", key: id?.endsWith("alias/aws/s3") ? undefined : id };
  } catch (error) {
    if (isFault(error, "ServerSideEncryptionConfigurationNotFoundError")) return undefined;
    if (isFault(error, "AccessDenied")) return { algorithm: "", key: "unknown" };
    throw error;
  }
}

async function ownFacts(s3: S3Client, Bucket: string): Promise<BucketFacts> {
  const [access, owner, policy] = await Promise.all([
    unless(["NoSuchPublicAccessBlockConfiguration"], () => s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
    unless(["OwnershipControlsNotFoundError"], () => s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))),
    unless(["NoSuchBucketPolicy"], () => s3.send(new GetBucketPolicyCommand({ Bucket }))),
  ]);
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
    access?.PublicAccessBlockConfiguration ?? {};
  const blocks = [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets];
  return {
    ...nothing,
    "public access": blocks.every((one) => one === true) ? "blocked" : "open",
    ownership: owner?.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? "",
    policy: policy?.Policy ?? "",
  };
}

/** The buckets of the region that carry our tag. */
export async function ownBuckets(ctx: Context): Promise<readonly BucketFound[]> {
  const s3 = await ctx.clients.lazily.s3();
  const names = await unless(["AccessDenied"], async () => {
    const all: string[] = [];
    for await (const { Buckets = [] } of paginateListBuckets({ client: s3 }, { BucketRegion: ctx.config.region }))
      all.push(...Buckets.map(({ Name = "" }) => Name));
    return all;
  });
  const looks = fewOf(names ?? [], (name) => mayBear(ctx, name)).map(async (name) =>
    taggedAs(ctx.config.name, await tagsOf(s3, name)) ? await bucketOf(ctx, name, undefined) : undefined,
  );
  return (await Promise.all(looks)).filter((one) => one !== undefined).filter(({ ours }) => ours);
}
