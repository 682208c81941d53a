import {
  CreateBucketCommand,
  DeleteBucketOwnershipControlsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetObjectAclCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
} from "@aws-sdk/client-s3";
import type { GetBucketAclCommandOutput, PutBucketAclCommandInput } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket, put } from "../bench.ts";

const Bucket = "orders";
const all = "http://acs.amazonaws.com/groups/global/AllUsers";
const logs = "http://acs.amazonaws.com/groups/s3/LogDelivery";
let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];

beforeEach(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
});
afterEach(() => local.close());

async function words(call: Promise<unknown>): Promise<string> {
  const { code, message } = await failure(call);
  return `${code}: ${message}`;
}

const open = async () => {
  await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
};
const set = (more: Omit<PutBucketAclCommandInput, "Bucket">) => s3.send(new PutBucketAclCommand({ Bucket, ...more }));
const look = () => s3.send(new GetBucketAclCommand({ Bucket }));
const told = ({ Grants, Owner }: Pick<GetBucketAclCommandOutput, "Grants" | "Owner">) =>
  Grants?.map(({ Grantee, Permission }) => {
    const who = Grantee?.ID === Owner?.ID && Owner?.ID !== undefined ? "owner" : (Grantee?.URI ?? Grantee?.ID);
    return `${Grantee?.Type} ${who?.replace(/^http:.*\//, "")} ${Permission}`;
  });

const full = "CanonicalUser owner FULL_CONTROL";

test("a canned list is kept and given back, for a bucket and for an object", async () => {
  expect(told(await look())).toEqual([full]);
  await open();
  await set({ ACL: "public-read-write" });
  expect(told(await look())).toEqual([full, "Group AllUsers READ", "Group AllUsers WRITE"]);
  await set({ ACL: "private" });
  expect(told(await look())).toEqual([full]);
  await put(s3, "k", "1", { ACL: "authenticated-read" });
  const ofObject = async () => told(await s3.send(new GetObjectAclCommand({ Bucket, Key: "k" })));
  expect(await ofObject()).toEqual([full, "Group AuthenticatedUsers READ"]);
  await s3.send(new PutObjectAclCommand({ Bucket, Key: "k", GrantRead: `uri="${all}"` }));
  expect(await ofObject()).toEqual(["Group AllUsers READ"]);
  await put(s3, "k", "2");
  expect(await ofObject()).toEqual([full]);
});

test("a list of grants is kept as it was put", async () => {
  await open();
  const { Owner } = await look();
  const Grants = [
    { Grantee: { ID: Owner?.ID, Type: "CanonicalUser" as const }, Permission: "FULL_CONTROL" as const },
    { Grantee: { URI: logs, Type: "Group" as const }, Permission: "WRITE" as const },
  ];
  await set({ AccessControlPolicy: { Owner, Grants } });
  expect(told(await look())).toEqual([full, "Group LogDelivery WRITE"]);
});

// As AWS refused them, for a bucket whose owner owns all.
const group = (URI: string, Permission = "WRITE") => ({
  Grantee: { URI, Type: "Group" as const },
  Permission: Permission as "WRITE",
});
test.each<[Omit<PutBucketAclCommandInput, "Bucket">, string]>([
  [{ ACL: "fake" as "private" }, "InvalidArgument: "],
  [{ GrantWrite: 'uri="http://acs.amazonaws.com/groups/s3/Fake"' }, "InvalidArgument: Invalid group uri"],
  [{ GrantWrite: 'fakekey="1234"' }, "InvalidArgument: Argument format not recognized"],
  [{ GrantWrite: 'id="wrong-id"' }, "InvalidArgument: Invalid id"],
  [{ AccessControlPolicy: { Grants: [group(logs)] } }, "MalformedACLError: "],
  [{ AccessControlPolicy: { Owner: { ID: "0" }, Grants: [group(logs, "ALL")] } }, "MalformedACLError: "],
  [{ AccessControlPolicy: { Owner: { ID: "0" }, Grants: [group(logs)] } }, "InvalidArgument: Invalid id"],
  [
    { AccessControlPolicy: { Owner: { ID: "a".repeat(64) }, Grants: [group("x")] } },
    "InvalidArgument: Invalid group uri",
  ],
  [
    {
      AccessControlPolicy: {
        Owner: { ID: "a".repeat(64) },
        Grants: [{ Grantee: { ID: "x", Type: "Other" as "Group" }, Permission: "READ" }],
      },
    },
    "MalformedACLError: ",
  ],
  [{ AccessControlPolicy: {} }, "MalformedACLError: "],
  [{}, "MissingSecurityHeader: Your request was missing a required header"],
  [{ ACL: "private", GrantRead: `uri="${all}"` }, "InvalidRequest: Specifying both Canned ACLs and Header Grants is"],
  [
    { ACL: "private", AccessControlPolicy: { Owner: { ID: "a".repeat(64) }, Grants: [] } },
    "UnexpectedContent: This request does not support content",
  ],
  [{ ACL: "private" }, "AccessControlListNotSupported: The bucket does not allow ACLs"],
])("%j is refused", async (asked, said) => {
  expect((await words(set(asked))).slice(0, said.length)).toBe(said);
});

test("who owns all grants nothing, and public grants may be blocked", async () => {
  expect(await words(put(s3, "k", "1", { ACL: "public-read" }))).toMatch(/^AccessControlListNotSupported/);
  await put(s3, "k", "1", { ACL: "bucket-owner-full-control" });
  await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
  expect(await words(set({ ACL: "public-read" }))).toMatch(/^AccessDenied: .* BlockPublicAcls setting/);
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await set({ ACL: "public-read" });
  const OwnershipControls = { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" as const }] };
  const own = () => s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  expect(await words(own())).toMatch(/^InvalidBucketAclWithObjectOwnership/);
  await set({ ACL: "private" });
  await own();
  const make = (more: object) =>
    s3.send(
      new CreateBucketCommand({
        Bucket: "other",
        CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" },
        ...more,
      }),
    );
  expect(await words(make({ ACL: "public-read" }))).toMatch(/^InvalidBucketAclWithObjectOwnership/);
  const writer = { ObjectOwnership: "ObjectWriter" };
  expect(await words(make({ ACL: "public-read", ...writer }))).toMatch(/^InvalidBucketAclWithBlockPublicAccessError/);
  await make({ ACL: "log-delivery-write", ...writer });
  const { Grants, Owner } = await s3.send(new GetBucketAclCommand({ Bucket: "other" }));
  expect(told({ Grants, Owner })).toEqual([full, "Group LogDelivery WRITE", "Group LogDelivery READ_ACP"]);
});
