import { expect, test } from "vitest";
import { taggedHere } from "../../src/steps/find-by-tag.ts";
import { fakeContext, ourTags } from "../helpers/fake-context.ts";

const region = (Value: string) => ({ Key: "kinesis-proxy-region", Value });

test.each([
  ["of this proxy and region", [...ourTags, region("eu-west-1")], true],
  ["of an earlier version, which told no region", ourTags, true],
  ["of a proxy of the same name in another region", [...ourTags, region("us-east-1")], false],
  ["of another proxy", [{ Key: "kinesis-proxy", Value: "another" }, region("eu-west-1")], false],
  ["of nobody", undefined, false],
])("a role with tags %s", (_, tags, ours) => {
  expect(taggedHere(fakeContext(), tags)).toBe(ours);
});
