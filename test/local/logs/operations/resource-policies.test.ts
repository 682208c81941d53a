import { expect, it } from "vitest";
import { logsPlane } from "../logs-plane.ts";

const Statement = [
  { Effect: "Allow", Principal: { Service: ["es.amazonaws.com"] }, Action: "logs:PutLogEvents", Resource: "*" },
];

it("a policy of the account is answered as it was put, and kept with a version and a single principal", async () => {
  const { call, clock, refusal } = logsPlane();
  const policyDocument = JSON.stringify({ Statement });
  const about = { policyName: "p", policyScope: "ACCOUNT", lastUpdatedTime: clock.now() };
  const put = await call("PutResourcePolicy", { policyName: "p", policyDocument });
  expect(put.body.resourcePolicy).toEqual({ ...about, policyDocument });
  const { body } = await call("DescribeResourcePolicies");
  const single = [{ ...Statement[0], Principal: { Service: "es.amazonaws.com" } }];
  expect(body.resourcePolicies).toEqual([
    { ...about, policyDocument: JSON.stringify({ Version: "2008-10-17", Statement: single }) },
  ]);
  expect((await call("DescribeResourcePolicies", { policyScope: "RESOURCE" })).body.resourcePolicies).toEqual([]);
  await call("DeleteResourcePolicy", { policyName: "p" });
  expect(await refusal("DeleteResourcePolicy", { policyName: "p" })).toBe(
    "400 ResourceNotFoundException: Policy with name [p] does not exist.",
  );
});

it("a region has ten policies at most, which can still be replaced", async () => {
  const { call, refusal } = logsPlane();
  const policyDocument = JSON.stringify({ Statement });
  for (let at = 0; at < 10; at++) await call("PutResourcePolicy", { policyName: `p${at}`, policyDocument });
  expect(await refusal("PutResourcePolicy", { policyName: "p10", policyDocument })).toBe(
    "400 LimitExceededException: Resource limit exceeded.",
  );
  await call("PutResourcePolicy", { policyName: "p9", policyDocument });
  expect(await refusal("PutResourcePolicy", { policyName: "p9", policyDocument: "{" })).toBe(
    "400 InvalidParameterException: Invalid policy document.",
  );
});
