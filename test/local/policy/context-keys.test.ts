import { expect, it } from "vitest";
import { contextKeys } from "../../../src/local/policy/context-keys.ts";
import { parsePolicy } from "../../../src/local/policy/policy.ts";

it("are those of conditions and of variables, each once", () => {
  const statement = {
    Effect: "Allow",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::${aws:username}/${*}", "arn:aws:s3:::${aws:PrincipalTag/team, 'none'}"],
    Condition: { StringEquals: { "AWS:UserName": "x", "aws:RequestedRegion": "${ec2:Region}" } },
  };
  const keys = contextKeys(parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement })));
  expect(keys.map((key) => key.toLowerCase()).sort()).toEqual([
    "aws:principaltag/team",
    "aws:requestedregion",
    "aws:username",
    "ec2:region",
  ]);
});
