import { XMLParser } from "fast-xml-parser";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";

let local: Local;
beforeEach(async () => (local = await startLocal()));
afterEach(() => local.close());

const arn = "arn:aws:sns:eu-west-1:000000000000:ops";

async function ask(Action: string, more: Readonly<Record<string, string>> = {}) {
  const Authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/sns/aws4_request, Signature=0";
  const body = new URLSearchParams({ Action, Version: "2010-03-31", ...more });
  const answered = await fetch(local.url, { method: "POST", headers: { Authorization }, body });
  return { status: answered.status, xml: new XMLParser().parse(await answered.text()) };
}

it("makes a topic once, shows it as AWS does, and forgets it", async () => {
  for (let i = 0; i < 2; i++) {
    const { xml } = await ask("CreateTopic", { Name: "ops" });
    expect(xml.CreateTopicResponse.CreateTopicResult).toEqual({ TopicArn: arn });
  }
  const listed = await ask("ListTopics");
  expect(listed.xml.ListTopicsResponse.ListTopicsResult).toEqual({ Topics: { member: { TopicArn: arn } } });
  const { xml } = await ask("GetTopicAttributes", { TopicArn: arn });
  const entries: { readonly key: string; readonly value: unknown }[] =
    xml.GetTopicAttributesResponse.GetTopicAttributesResult.Attributes.entry;
  expect(entries).toContainEqual({ key: "TopicArn", value: arn });
  expect(entries.map(({ key }) => key)).toContain("EffectiveDeliveryPolicy");
  expect((await ask("DeleteTopic", { TopicArn: arn })).status).toBe(200);
  expect((await ask("DeleteTopic", { TopicArn: arn })).status).toBe(200);
  const gone = await ask("GetTopicAttributes", { TopicArn: arn });
  expect([gone.status, gone.xml.ErrorResponse.Error]).toEqual([
    404,
    { Type: "Sender", Code: "NotFound", Message: "Topic does not exist" },
  ]);
});

it("refuses a name and an ARN that cannot be", async () => {
  const named = await ask("CreateTopic", { Name: "a b" });
  expect(named.xml.ErrorResponse.Error).toMatchObject({
    Code: "InvalidParameter",
    Message: "Invalid parameter: Topic Name",
  });
  const asked = await ask("GetTopicAttributes", { TopicArn: "ops" });
  expect(asked.xml.ErrorResponse.Error.Message).toBe(
    "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1",
  );
});

it("lists many topics in pages", async () => {
  for (let i = 0; i < 101; i++) await ask("CreateTopic", { Name: `t${String(i).padStart(3, "0")}` });
  const first = (await ask("ListTopics")).xml.ListTopicsResponse.ListTopicsResult;
  expect(first.Topics.member).toHaveLength(100);
  const next = (await ask("ListTopics", { NextToken: first.NextToken })).xml.ListTopicsResponse.ListTopicsResult;
  expect(next).toEqual({ Topics: { member: { TopicArn: "arn:aws:sns:eu-west-1:000000000000:t100" } } });
});

it("stores attributes and tags, also those that it is made with", async () => {
  const made = { Name: "ops", "Attributes.entry.1.key": "DisplayName", "Attributes.entry.1.value": "Ops" };
  const tagged = { "Tags.member.1.Key": "team", "Tags.member.1.Value": "web" };
  expect((await ask("CreateTopic", { ...made, ...tagged })).status).toBe(200);
  const other = await ask("CreateTopic", { ...made, "Attributes.entry.1.value": "Others" });
  expect(other.xml.ErrorResponse.Error.Message).toContain("Topic already exists with different attributes");
  const policy = { TopicArn: arn, AttributeName: "Policy", AttributeValue: '{"Statement":[]}' };
  expect((await ask("SetTopicAttributes", policy)).status).toBe(200);
  const { xml } = await ask("GetTopicAttributes", { TopicArn: arn });
  const entries = xml.GetTopicAttributesResponse.GetTopicAttributesResult.Attributes.entry;
  expect(entries).toEqual(
    expect.arrayContaining([
      { key: "DisplayName", value: "Ops" },
      { key: "Policy", value: '{"Statement":[]}' },
    ]),
  );
  const wrong = await ask("SetTopicAttributes", { ...policy, AttributeName: "Owner" });
  expect(wrong.xml.ErrorResponse.Error.Message).toBe("Invalid parameter: AttributeName");
});

it("has tags, of topics that are there", async () => {
  const tagsOf = async (): Promise<unknown> =>
    (await ask("ListTagsForResource", { ResourceArn: arn })).xml.ListTagsForResourceResponse.ListTagsForResourceResult;
  await ask("CreateTopic", { Name: "ops" });
  expect(await tagsOf()).toEqual({ Tags: "" });
  const tags = { "Tags.member.1.Key": "team", "Tags.member.1.Value": "web" };
  await ask("TagResource", { ResourceArn: arn, ...tags });
  expect(await tagsOf()).toEqual({ Tags: { member: { Key: "team", Value: "web" } } });
  await ask("UntagResource", { ResourceArn: arn, "TagKeys.member.1": "team" });
  expect(await tagsOf()).toEqual({ Tags: "" });
  const gone = await ask("TagResource", { ResourceArn: `${arn}2`, ...tags });
  expect([gone.status, gone.xml.ErrorResponse.Error.Code]).toEqual([404, "ResourceNotFound"]);
});
