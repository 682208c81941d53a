import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  type Tag,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { DriftError } from "../../../../src/engine/errors.ts";
import { converge, dismantle } from "../../../../src/engine/run/converge.ts";
import { bucket } from "../../../../src/steps/archive/bucket/bucket.ts";
import { ourTags } from "../../../helpers/fake-context.ts";
import { fault } from "../../../helpers/fault.ts";
import { archiveContext, type ArchiveContext } from "../archive-context.ts";

interface World {
  there: boolean;
  tags: Tag[];
  access?: object | undefined;
  ownership?: string | undefined;
  encryption?: object | undefined;
  policy?: string | undefined;
  objects: string[];
}

const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const tlsOnly = {
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::kept", "arn:aws:s3:::kept/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policyOf = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const whole = (): World => ({
  there: true,
  tags: ourTags,
  access: blocked,
  ownership: "BucketOwnerEnforced",
  encryption: { SSEAlgorithm: "AES256" },
  policy: policyOf(tlsOnly),
  objects: [],
});

/** An S3 that holds one bucket. */
function s3With(ctx: ArchiveContext, world: World): World {
  const { s3 } = ctx;
  const or = <T>(one: T | undefined, name: string): T => {
    if (one === undefined) throw fault(name);
    return one;
  };
  s3.on(HeadBucketCommand).callsFake(() => {
    if (!world.there) throw fault("NotFound", "UnknownError", { $metadata: { httpStatusCode: 404 } });
    return { BucketRegion: "eu-west-1" };
  });
  s3.on(GetBucketTaggingCommand).callsFake(() => ({ TagSet: or(world.tags[0] && world.tags, "NoSuchTagSet") }));
  s3.on(GetPublicAccessBlockCommand).callsFake(() => ({
    PublicAccessBlockConfiguration: or(world.access, "NoSuchPublicAccessBlockConfiguration"),
  }));
  s3.on(GetBucketOwnershipControlsCommand).callsFake(() => ({
    OwnershipControls: { Rules: [{ ObjectOwnership: or(world.ownership, "OwnershipControlsNotFoundError") }] },
  }));
  s3.on(GetBucketEncryptionCommand).callsFake(() => ({
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: or(world.encryption, "ServerSideEncryptionConfigurationNotFoundError"),
        },
      ],
    },
  }));
  s3.on(GetBucketPolicyCommand).callsFake(() => ({ Policy: or(world.policy, "NoSuchBucketPolicy") }));
  s3.on(CreateBucketCommand).callsFake(({ CreateBucketConfiguration }: CreateBucketCommand["input"]) => {
    world.there = true;
    world.tags = [...(CreateBucketConfiguration?.Tags ?? [])];
    return {};
  });
  s3.on(PutBucketTaggingCommand).callsFake(({ Tagging }: PutBucketTaggingCommand["input"]) => {
    world.tags = [...(Tagging?.TagSet ?? [])];
    return {};
  });
  s3.on(PutPublicAccessBlockCommand).callsFake((input: PutPublicAccessBlockCommand["input"]) => {
    world.access = input.PublicAccessBlockConfiguration;
    return {};
  });
  s3.on(PutBucketOwnershipControlsCommand).callsFake((input: PutBucketOwnershipControlsCommand["input"]) => {
    world.ownership = input.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    return {};
  });
  s3.on(PutBucketEncryptionCommand).callsFake((input: PutBucketEncryptionCommand["input"]) => {
    world.encryption = input.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    return {};
  });
  s3.on(PutBucketPolicyCommand).callsFake(({ Policy }: PutBucketPolicyCommand["input"]) => {
    world.policy = Policy;
    return {};
  });
  s3.on(ListObjectVersionsCommand).callsFake(() => ({
    Versions: world.objects.map((Key) => ({ Key, VersionId: "v1" })),
  }));
  s3.on(DeleteObjectsCommand).callsFake(({ Delete }: DeleteObjectsCommand["input"]) => {
    const gone = (Delete?.Objects ?? []).map(({ Key }) => Key);
    world.objects = world.objects.filter((key) => !gone.includes(key));
    return {};
  });
  s3.on(ListMultipartUploadsCommand).resolves({});
  s3.on(DeleteBucketCommand).callsFake(() => {
    if (world.objects.length > 0) throw fault("BucketNotEmpty");
    world.there = false;
    return {};
  });
  return world;
}

const none = (): World => ({ there: false, tags: [], objects: [] });
const key = "orders/year=2026/orders-1-2026-01-31-23-59-59-5e24c552-dcdb-4f3b-8d85-1b7aeb782403.gz";

test("the first run makes a private bucket with our tag, and the second changes nothing", async () => {
  const ctx = archiveContext();
  const world = s3With(ctx, none());
  expect((await converge(bucket, ctx)).outcome).toBe("created");
  expect(world).toEqual(whole());
  expect(ctx.s3.commandCalls(CreateBucketCommand)[0]?.args[0].input).toEqual({
    Bucket: "kept",
    ObjectOwnership: "BucketOwnerEnforced",
    CreateBucketConfiguration: { LocationConstraint: "eu-west-1", Tags: ourTags },
  });
  const before = ctx.writes();
  expect((await converge(bucket, ctx)).outcome).toBe("unchanged");
  expect(ctx.writes()).toEqual(before);
});

test("in us-east-1 S3 takes no place", async () => {
  const ctx = archiveContext({ region: "us-east-1" });
  s3With(ctx, none());
  ctx.s3.on(HeadBucketCommand).rejects(fault("NotFound", "", { $metadata: { httpStatusCode: 404 } }));
  await converge(bucket, ctx);
  expect(ctx.s3.commandCalls(CreateBucketCommand)[0]?.args[0].input.CreateBucketConfiguration).toEqual({
    Tags: ourTags,
  });
});

test.each([
  ["public access", { access: { ...blocked, BlockPublicPolicy: false } }],
  ["public access", { access: undefined }],
  ["ownership", { ownership: "ObjectWriter" }],
  ["ownership", { ownership: undefined }],
  ["encryption", { encryption: undefined }],
  ["policy", { policy: undefined }],
  ["policy", { policy: policyOf({ ...tlsOnly, Effect: "Allow" }) }],
] as const)("drift of %s is repaired: %j", async (field, change) => {
  const ctx = archiveContext();
  const world = s3With(ctx, { ...whole(), ...change });
  const { outcome, detail } = await converge(bucket, ctx);
  expect(outcome).toBe("repaired");
  expect(detail).toContain(field);
  expect(world).toEqual(whole());
  expect(ctx.writes()).toHaveLength(1);
});

test("what others of the account add to the policy stays, and so does a key of theirs", async () => {
  const ctx = archiveContext();
  const athena = {
    Sid: "Athena",
    Effect: "Allow",
    Principal: { AWS: "111122223333" },
    Action: "s3:GetObject",
    Resource: "*",
  };
  const encryption = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "k" };
  const world = s3With(ctx, { ...whole(), encryption, policy: policyOf(athena) });
  expect((await converge(bucket, ctx)).found.key).toBe("k");
  expect(JSON.parse(world.policy ?? "")).toEqual(JSON.parse(policyOf(athena, tlsOnly)));
  expect(world.encryption).toEqual(encryption);
  expect((await converge(bucket, ctx)).outcome).toBe("unchanged");
});

test("a bucket that is there is used and never changed", async () => {
  const ctx = archiveContext();
  s3With(ctx, { ...none(), there: true });
  expect(await converge(bucket, ctx)).toMatchObject({ outcome: "unchanged", found: { ours: false } });
  expect((await dismantle(bucket, ctx)).outcome).toBe("kept");
  expect(ctx.writes()).toEqual([]);
});

test.each([
  [403, {}, "The bucket kept is of another account, or these credentials may not look at it"],
  [301, { "x-amz-bucket-region": "us-west-2" }, "The bucket kept is in us-west-2, and the proxy in eu-west-1."],
  [400, { "x-amz-bucket-region": "us-west-2" }, "The bucket kept is in us-west-2, and the proxy in eu-west-1."],
])("a bucket that S3 answers with %i cannot be used", async (httpStatusCode, headers, why) => {
  const ctx = archiveContext();
  s3With(ctx, whole());
  ctx.s3
    .on(HeadBucketCommand)
    .rejects(fault("Unknown", "UnknownError", { $metadata: { httpStatusCode }, $response: { headers } }));
  await expect(converge(bucket, ctx)).rejects.toThrow(DriftError);
  await expect(converge(bucket, ctx)).rejects.toThrow(why);
  expect(ctx.writes()).toEqual([]);
});

test("one that another run makes at the same moment is used", async () => {
  const ctx = archiveContext();
  const world = s3With(ctx, none());
  ctx.s3.on(CreateBucketCommand).callsFake(() => {
    Object.assign(world, whole());
    throw fault("BucketAlreadyOwnedByYou");
  });
  expect((await converge(bucket, ctx)).outcome).toBe("unchanged");
});

test("where S3 takes no tags with the bucket, the state file knows whose it is until it has one", async () => {
  const ctx = archiveContext({ endpoint: "http://127.0.0.1:4566" });
  const world = s3With(ctx, none());
  ctx.s3.on(CreateBucketCommand).callsFake(() => {
    world.there = true;
    return {};
  });
  expect((await converge(bucket, ctx)).found.ours).toBe(true);
  expect(world.tags).toEqual(ourTags);
  expect(ctx.state.ids.bucket).toEqual({ name: "kept", arn: "arn:aws:s3:::kept" });
});

test("a run that was killed before the tag goes on with the bucket as ours", async () => {
  const ids = { bucket: { name: "kept", arn: "arn:aws:s3:::kept", making: true } };
  const ctx = archiveContext({ endpoint: "http://127.0.0.1:4566" }, { ids });
  const world = s3With(ctx, { ...none(), there: true });
  expect((await converge(bucket, ctx)).outcome).toBe("repaired");
  expect(world).toEqual(whole());
  expect(ctx.state.ids.bucket).toEqual({ name: "kept", arn: "arn:aws:s3:::kept" });
});

describe("removal", () => {
  test("of an empty one, and of none", async () => {
    const ctx = archiveContext();
    const world = s3With(ctx, whole());
    expect((await dismantle(bucket, ctx)).outcome).toBe("removed");
    expect(world.there).toBe(false);
    expect((await dismantle(bucket, ctx)).outcome).toBe("absent");
  });

  test("one with objects is kept, and says how many", async () => {
    const ctx = archiveContext();
    s3With(ctx, { ...whole(), objects: [key, `${key}.x`] });
    expect(await dismantle(bucket, ctx)).toMatchObject({
      outcome: "kept",
      detail: "it holds 2 objects",
      needs: ["objects"],
    });
    expect(ctx.writes()).toEqual([]);
  });

  test("with the consent the archive's objects go, each version", async () => {
    const ctx = archiveContext({}, { consent: ["objects"] });
    s3With(ctx, { ...whole(), objects: [key] });
    expect((await dismantle(bucket, ctx)).outcome).toBe("removed");
    expect(ctx.s3.commandCalls(DeleteObjectsCommand)[0]?.args[0].input.Delete?.Objects).toEqual([
      { Key: key, VersionId: "v1" },
    ]);
  });

  test("objects of others keep it whole, consent or not", async () => {
    const ctx = archiveContext({}, { consent: ["objects"] });
    s3With(ctx, { ...whole(), objects: [key, "orders/report.csv"] });
    expect(await dismantle(bucket, ctx)).toMatchObject({
      outcome: "kept",
      detail: "it holds objects that are not the archive's, such as orders/report.csv: move them first",
      needs: [],
    });
    expect(ctx.writes()).toEqual([]);
  });

  test("what Firehose writes after the look keeps it", async () => {
    const ctx = archiveContext();
    const world = s3With(ctx, whole());
    ctx.s3.on(ListMultipartUploadsCommand).callsFake(() => {
      world.objects.push(key);
      return {};
    });
    expect(await dismantle(bucket, ctx)).toMatchObject({
      outcome: "kept",
      detail: "it holds 1 object",
      needs: ["objects"],
    });
    expect(ctx.state.ids.bucket).toBeUndefined();
  });

  test("what S3 does not delete is said", async () => {
    const ctx = archiveContext({}, { consent: ["objects"] });
    s3With(ctx, { ...whole(), objects: [key] });
    ctx.s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: key, Code: "AccessDenied", Message: "Locked" }] });
    await expect(dismantle(bucket, ctx)).rejects.toThrow("Locked");
  });
});

test("who never had an archive is not asked for rights in S3", async () => {
  const ctx = archiveContext({ archive: undefined });
  expect(await bucket.find(ctx)).toBeUndefined();
  expect(await bucket.ours(ctx)).toEqual([]);
  expect(ctx.s3.calls()).toEqual([]);
});
