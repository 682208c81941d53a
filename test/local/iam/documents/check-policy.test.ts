import { describe, expect, it } from "vitest";
import {
  managedDocument,
  permissionsPolicy,
  trustPolicy,
} from "../../../../src/local/iam/documents/policy-document.ts";

const allow = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::bucket" };
const document = (statement: object, more: object = { Version: "2012-10-17" }) =>
  JSON.stringify({ ...more, Statement: statement });
const since = (DateGreaterThan: object) => document({ ...allow, Condition: { DateGreaterThan } });

const syntax = "Syntax errors in policy.";
const legacy = "The policy failed legacy parsing";
const prefaced = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";

// What IAM was seen to answer; the recordings are those of moto's tests.
describe("a managed policy is refused as IAM does", () => {
  it.each([
    [document(allow, {}), "Policy document must be version 2012-10-17 or greater."],
    [document({ ...allow, Effect: "denY" }, { Version: "2008-10-17" }), "Policy document must be version 2012-10-17 or greater."],
    [document(allow, { Version: "2012-10-17", Id: {} }), syntax],
    [document({ ...allow, Condition: { x: { a: "1" } } }), syntax],
    [document({ Effect: "Allow", Resource: "*", Condition: { DateGreaterThan: { a: {} } } }), syntax],
    [document({ ...allow, Effect: "denY" }), legacy],
    [since({ a: "sdfdsf" }), legacy],
    [since({ a: "2016-12-13t2:00:00.593194+1" }), legacy],
    [since({ a: "9223372036854775808" }), legacy],
    [document({ Effect: "Allow", Resource: "arn:aws:s3::bucket" }), legacy],
    [document({ ...allow, Resource: "arn:aws::::bucket" }), legacy],
    [document([{ ...allow, Sid: "a" }, { Effect: "Allow", Sid: "a" }]), "Statement IDs (SID) in a single policy must be unique."],
    [document({ Effect: "Allow", Resource: "orders" }), "Policy statement must contain actions."],
    [document({ Effect: "Allow", Action: "invalid" }), prefaced],
    [document({ ...allow, Action: "s3:List:Bucket" }), "Actions/Condition can contain only one colon."],
    [document({ ...allow, Action: "a a:ListBucket" }), "Vendor a a is not valid"],
    [document({ ...allow, Resource: "orders", Action: "invalid" }), 'Resource orders must be in ARN format or "*".'],
    [document({ ...allow, Resource: "a:bsdf" }), 'Partition "bsdf" is not valid for resource "arn:bsdf:*:*:*:*".'],
    [document({ ...allow, Resource: "a:b:c:d:e:f:g:h" }), 'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".'],
    [document({ ...allow, Resource: "aws:s3:::bucket" }), 'Partition "s3" is not valid for resource "arn:s3:::bucket:*".'],
    [document({ ...allow, Resource: "arn:aws" }), "Resource vendor must be fully qualified and cannot contain regexes."],
    [document({ ...allow, Resource: "arn:aws:iam:us-east-1::user/x" }), "IAM resource arn:aws:iam:us-east-1::user/x cannot contain region information."],
    [document({ ...allow, Resource: "arn:aws:s3:us-east-1::bucket" }), "Resource arn:aws:s3:us-east-1::bucket can not contain region information."],
    [
      document({ ...allow, Resource: "arn:aws:iam:::bucket" }),
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    ],
  ])("%s", (text, message) => {
    expect(() => managedDocument(text)).toThrow(message);
  }); // prettier-ignore
});

it.each([
  document({ ...allow, Action: "iam: asdf safdsf af " }),
  document({ ...allow, Action: "s3.s:ListBucket" }),
  document({ ...allow, Resource: ["arn:aws:kms:*:123456789012:key/*", null] }),
  document({ ...allow, Resource: "arn:aws:s3:us-east-1:000000000000:accesspoint/a/*" }),
  document({ ...allow, Condition: { x: {} } }),
  since({ a: "-292275054-01t2:00:00.999999999z" }),
  since({ a: "1481600" }),
])("IAM takes %s", (text) => {
  expect(managedDocument(text).text).toBe(text);
});

it("an inline policy may be of the older version", () => {
  expect(permissionsPolicy(document(allow, {})).statements).toHaveLength(1);
});

it("a trust policy has principals and actions of STS", () => {
  const trust = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
  expect(trustPolicy(document(trust)).statements).toHaveLength(1);
  expect(() => trustPolicy(document({ ...trust, Action: "s3:Get*" }))).toThrow(
    "AssumeRole policy may only specify STS AssumeRole actions.",
  );
  expect(() => trustPolicy(document({ Effect: "Allow", Principal: "*" }))).toThrow(
    "Policy statement must contain actions.",
  );
});
