import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { failure, makeBucket, put, read } from "./bench.ts";

const Bucket = "orders";
let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" }],
});

beforeAll(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
  await put(s3, "in/k", "1");
});
afterAll(() => local.close());

/** S3 as a role that may do that. */
async function as(RoleName: string, ...statements: readonly object[]) {
  const { iam, sts } = clientsOf(local);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const Statement = statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  if (statements.length > 0) await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "me" }));
  return clientsOf(local, Credentials).s3;
}

const denied = { code: "AccessDenied", status: 403 };

test("a role does what its policies allow, on the keys that they name, and nothing else", async () => {
  const role = await as("writer", {
    Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
    Resource: "arn:aws:s3:::orders/in/*",
  });
  await put(role, "in/k", "1");
  const upload = { Bucket, Key: "in/k" };
  const { UploadId } = await role.send(new CreateMultipartUploadCommand(upload));
  await role.send(new AbortMultipartUploadCommand({ ...upload, UploadId }));
  expect(await failure(put(role, "out/k", "1"))).toEqual({
    ...denied,
    message:
      'User: arn:aws:sts::000000000000:assumed-role/writer/me is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::orders/out/k" because no identity-based policy allows the s3:PutObject action',
  });
  expect(await failure(put(role, "in/k", "1", { Tagging: "a=b" }))).toMatchObject(denied);
  expect(await failure(read(role, "in/k"))).toMatchObject(denied);
  expect(await failure(role.send(new DeleteObjectCommand(upload)))).toMatchObject(denied);
  expect(await failure(role.send(new ListObjectsV2Command({ Bucket })))).toMatchObject(denied);
  expect(await failure(role.send(new ListBucketsCommand({})))).toMatchObject(denied);
});

test("whether a key is there is told only to who may list", async () => {
  const reader = await as("reader", { Action: "s3:GetObject" });
  expect(await read(reader, "in/k")).toBe("1");
  expect(await failure(read(reader, "in/none"))).toMatchObject(denied);
  const lister = await as("lister", { Action: ["s3:GetObject", "s3:ListBucket"] });
  expect(await failure(read(lister, "in/none"))).toMatchObject({ code: "NoSuchKey" });
});

test("to list one prefix is a condition of the policy", async () => {
  const Condition = { StringEquals: { "s3:prefix": "in/" } };
  const role = await as("prefix", { Action: "s3:ListBucket", Condition });
  expect((await role.send(new ListObjectsV2Command({ Bucket, Prefix: "in/" }))).KeyCount).toBe(1);
  expect(await failure(role.send(new ListObjectsV2Command({ Bucket })))).toMatchObject(denied);
});

test("an old version, and a deletion of many, ask for each by itself", async () => {
  const role = await as("deleter", { Action: "s3:DeleteObject", Resource: "arn:aws:s3:::orders/gone/*" });
  await put(s3, "gone/k", "1");
  const Objects = [{ Key: "gone/k" }, { Key: "in/k" }, { Key: "gone/k", VersionId: "null" }];
  const { Deleted, Errors } = await role.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted).toEqual([{ Key: "gone/k" }]);
  expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([
    ["in/k", "AccessDenied"],
    ["gone/k", "AccessDenied"],
  ]);
  const old = role.send(new GetObjectCommand({ Bucket, Key: "in/k", VersionId: "null" }));
  expect(await failure(old)).toMatchObject({ ...denied, message: expect.stringContaining("s3:GetObjectVersion") });
});

test("the bucket's policy lets a role in by name, and keeps it out whatever its own policies say", async () => {
  const [guest, master] = [await as("guest"), await as("master", { Action: "s3:*" })];
  const arn = (name: string) => ({ AWS: `arn:aws:iam::000000000000:role/${name}` });
  const Statement = [
    { Effect: "Allow", Principal: arn("guest"), Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" },
    { Effect: "Deny", Principal: arn("master"), Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" },
  ];
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
  expect(await read(guest, "in/k")).toBe("1");
  expect(await failure(read(master, "in/k"))).toMatchObject({
    ...denied,
    message: expect.stringContaining("with an explicit deny in a resource-based policy"),
  });
});
