import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  ListMultipartUploadsCommand,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import { isFault, unless } from "../../../aws/faults.ts";
import { ownerTags } from "../../../aws/tags.ts";
import { unlessUnsupported } from "../../../aws/unless-unsupported.ts";
import type { Context } from "../../context.ts";
import { bucketOf, nothing } from "./bucket-facts.ts";
import { emptyBucket, leftIn } from "./bucket-contents.ts";
import type { BucketFound } from "./bucket-found.ts";

/** Makes the bucket, with our tag; undefined when another run has made it. Its settings are drift, and mended. */
export async function createBucket(ctx: Context, Bucket: string): Promise<BucketFound | undefined> {
  const { config, identity, clients, state } = ctx;
  const s3 = await clients.lazily.s3();
  const ids = { name: Bucket, arn: `arn:${identity.partition}:s3:::${Bucket}` };
  // Not every S3 takes tags with CreateBucket: of a run that is killed here, the state file knows whose the bucket is.
  const tagsLater = config.endpoint !== undefined;
  if (tagsLater) await state.record("bucket", { ...ids, making: true });
  const command = new CreateBucketCommand({
    Bucket,
    ObjectOwnership: "BucketOwnerEnforced",
    CreateBucketConfiguration: {
      // S3 takes every region here but the one in which it began.
      ...(config.region !== "us-east-1" && { LocationConstraint: config.region as BucketLocationConstraint }),
      Tags: tagList(config.name),
    },
  });
  const taken = ["BucketAlreadyOwnedByYou", "BucketAlreadyExists"];
  const made = await unless(taken, () => s3.send(command));
  if (made === undefined) {
    if (tagsLater) await state.forget("bucket");
    return undefined;
  }
  const found = tagsLater ? await bucketOf(ctx, Bucket, { ...ids, making: true }) : undefined;
  if (found?.untagged === true) await tagBucket(ctx, Bucket);
  return { ids, ours: true, key: undefined, facts: nothing };
}

const tagList = (name: string) => Object.entries(ownerTags(name)).map(([Key, Value]) => ({ Key, Value }));

/** Gives the bucket our tag. */
export async function tagBucket({ clients, config }: Context, Bucket: string): Promise<void> {
  const s3 = await clients.lazily.s3();
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagList(config.name) } }));
}

/** Lets nobody make anything in it public. */
export async function blockPublicAccess({ clients }: Context, Bucket: string): Promise<void> {
  const s3 = await clients.lazily.s3();
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: all }));
}

/** Makes the account the owner of all objects: access lists do not count. */
export async function enforceOwner({ clients }: Context, Bucket: string): Promise<void> {
  const s3 = await clients.lazily.s3();
  const OwnershipControls = { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" as const }] };
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
}

/** Encrypts new objects with S3's own keys. */
export async function encrypt({ clients }: Context, Bucket: string): Promise<void> {
  const s3 = await clients.lazily.s3();
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }];
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

export async function putPolicy({ clients }: Context, Bucket: string, Policy: string): Promise<void> {
  const s3 = await clients.lazily.s3();
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

/** Takes the bucket away, with the archive's objects where the user agreed to that; or says what keeps it. */
export async function removeBucket(ctx: Context, Bucket: string): Promise<string | void> {
  const s3 = await ctx.clients.lazily.s3();
  return unless(["NoSuchBucket"], async () => {
    if (ctx.consent.has("objects")) await emptyBucket(ctx, Bucket);
    // What was not uploaded to its end would cost money for ever.
    const list = await unlessUnsupported(ctx, () => s3.send(new ListMultipartUploadsCommand({ Bucket })));
    for (const { Key, UploadId } of list?.Uploads ?? [])
      await unless(["NoSuchUpload"], () => s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
    try {
      await s3.send(new DeleteBucketCommand({ Bucket }));
      return undefined;
    } catch (error) {
      // What Firehose had buffered may have come after the question.
      if (isFault(error, "BucketNotEmpty")) return leftIn(ctx, Bucket);
      throw error;
    }
  });
}
