import { describe, expect, it } from "vitest";
import { groupArn, logsPlane } from "../logs-plane.ts";

describe("log groups", () => {
  it("are shown with both ARNs, and without a retention for ever", async () => {
    const { call, clock } = logsPlane();
    await call("CreateLogGroup", { logGroupName: "/aws/a", tags: { team: "x" } });
    const { body } = await call("DescribeLogGroups");
    expect(body.logGroups).toEqual([
      {
        logGroupName: "/aws/a",
        creationTime: clock.now(),
        metricFilterCount: 0,
        arn: `${groupArn("/aws/a")}:*`,
        storedBytes: 0,
        logGroupClass: "STANDARD",
        logGroupArn: groupArn("/aws/a"),
        deletionProtectionEnabled: false,
      },
    ]);
  });

  it("are listed by name, in pages, by prefix or by a part of the name", async () => {
    const { call, refusal } = logsPlane();
    for (const logGroupName of ["b", "a/2", "a/1", "c"]) await call("CreateLogGroup", { logGroupName });
    const names = async (asked: object) => {
      const { body } = await call("DescribeLogGroups", asked);
      return [body.logGroups.map(({ logGroupName }: { logGroupName: string }) => logGroupName), body.nextToken];
    };
    const [first, nextToken] = await names({ limit: 3 });
    expect(first).toEqual(["a/1", "a/2", "b"]);
    expect(await names({ limit: 3, nextToken })).toEqual([["c"], undefined]);
    expect(await names({ logGroupNamePrefix: "a/" })).toEqual([["a/1", "a/2"], undefined]);
    // As AWS was recorded: a search that finds something ends with an empty page.
    const [found, last] = await names({ logGroupNamePattern: "2" });
    expect(found).toEqual(["a/2"]);
    expect(await names({ logGroupNamePattern: "2", nextToken: last })).toEqual([[], undefined]);
    expect(await names({ logGroupNamePattern: "none" })).toEqual([[], undefined]);
    const [[one], more] = await names({ logGroupNamePattern: "a/", limit: 1 });
    const [[two], end] = await names({ logGroupNamePattern: "a/", limit: 1, nextToken: more });
    expect([one, two, end]).toEqual(["a/1", "a/2", last]);
    expect(await refusal("DescribeLogGroups", { logGroupNamePrefix: "a", logGroupNamePattern: "a" })).toBe(
      "400 InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
    expect(await refusal("DescribeLogGroups", { nextToken: "x" })).toContain("The specified nextToken is invalid.");
  });

  it.each([
    ["CreateLogGroup", { logGroupName: "g" }, "ResourceAlreadyExistsException: The specified log group already exists"],
    [
      "CreateLogGroup",
      { logGroupName: "AWS/x" },
      "InvalidParameterException: Log groups starting with AWS/ are reserved",
    ],
    [
      "CreateLogGroup",
      { logGroupName: "a b" },
      String.raw`InvalidParameterException: 1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`,
    ],
    ["DeleteLogGroup", { logGroupName: "h" }, "ResourceNotFoundException: The specified log group does not exist."],
    ["DeleteLogStream", { logGroupName: "g", logStreamName: "s" }, "The specified log stream does not exist."],
    [
      "PutRetentionPolicy",
      { logGroupName: "g", retentionInDays: 8 },
      "InvalidParameterException: 1 validation error detected: Value '8' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14,",
    ],
    ["ListTagsForResource", { resourceArn: `${groupArn("g")}:*` }, "InvalidParameterException"],
  ])("%s of %j is refused in AWS's words", async (operation, input, words) => {
    const { call, refusal } = logsPlane();
    await call("CreateLogGroup", { logGroupName: "g" });
    expect(await refusal(operation, input)).toContain(words);
  });

  it("have the same tags by the old and the new operations", async () => {
    const { call } = logsPlane();
    const resourceArn = groupArn("g");
    await call("CreateLogGroup", { logGroupName: "g", tags: { a: "1" } });
    await call("TagResource", { resourceArn, tags: { b: "2" } });
    await call("TagLogGroup", { logGroupName: "g", tags: { c: "3" } });
    await call("UntagResource", { resourceArn, tagKeys: ["a"] });
    expect((await call("ListTagsForResource", { resourceArn })).body).toEqual({ tags: { b: "2", c: "3" } });
    await call("UntagLogGroup", { logGroupName: "g", tags: ["b"] });
    expect((await call("ListTagsLogGroup", { logGroupName: "g" })).body).toEqual({ tags: { c: "3" } });
  });

  it("stay while they are protected", async () => {
    const { call, refusal } = logsPlane();
    await call("CreateLogGroup", { logGroupName: "g", deletionProtectionEnabled: true });
    expect(await refusal("DeleteLogGroup", { logGroupName: "g" })).toContain("ValidationException");
    const off = { logGroupIdentifier: groupArn("g"), deletionProtectionEnabled: false };
    await call("PutLogGroupDeletionProtection", off);
    expect((await call("DeleteLogGroup", { logGroupName: "g" })).status).toBe(200);
    expect((await call("DescribeLogGroups")).body.logGroups).toEqual([]);
  });

  it("are asked for by the ARN of the group and the stream", async () => {
    const asked: string[] = [];
    const allows = (action: string, arn: string) => {
      asked.push(`${action} ${arn}`);
      return !action.endsWith("DeleteLogGroup");
    };
    const { call, refusal } = logsPlane({
      arn: "arn:aws:sts::0:assumed-role/r/s",
      userId: "",
      accessKeyId: "",
      allows,
    });
    await call("CreateLogGroup", { logGroupName: "g" });
    await call("CreateLogStream", { logGroupName: "g", logStreamName: "s" });
    expect(asked).toEqual([
      `logs:CreateLogGroup ${groupArn("g")}:log-stream:`,
      `logs:CreateLogStream ${groupArn("g")}:log-stream:s`,
    ]);
    expect(await refusal("DeleteLogGroup", { logGroupName: "g" })).toBe(
      "400 AccessDeniedException: User: arn:aws:sts::0:assumed-role/r/s is not authorized to perform: logs:DeleteLogGroup " +
        `on resource: ${groupArn("g")}:log-stream: because no identity-based policy allows the logs:DeleteLogGroup action`,
    );
  });

  it("are asked for by account, and refuse what would have to be ignored", async () => {
    const { call, refusal } = logsPlane();
    await call("CreateLogGroup", { logGroupName: "group" });
    for (const operation of ["DescribeLogGroups", "ListLogGroups"]) {
      const count = async (...accountIdentifiers: readonly string[]) =>
        (await call(operation, { accountIdentifiers })).body.logGroups.length;
      expect([await count(), await count("000000000000"), await count("111111111111")]).toEqual([1, 1, 0]);
      expect(await refusal(operation, { accountIdentifiers: ["x"] })).toContain("accountIdentifiers.1.member");
    }
    const filters = { logGroupTags: [{ key: "a" }], dataSources: [{ name: "d" }], fieldIndexNames: ["f"] };
    for (const [name, value] of Object.entries(filters))
      expect(await refusal("ListLogGroups", { [name]: value })).toBe(
        `400 InvalidParameterException: This local AWS has no ${name} of ListLogGroups.`,
      );
    expect(await refusal("ListLogGroups", { logGroupTags: [{}] })).toContain("logGroupTags.1.member.key");
    const policy = { policyName: "p", policyDocument: "{}", resourceArn: "arn:aws:logs:x" };
    expect(await refusal("PutResourcePolicy", policy)).toContain("has no resourceArn of PutResourcePolicy");
    expect(await refusal("DeleteResourcePolicy", { ...policy })).toContain(
      "has no resourceArn of DeleteResourcePolicy",
    );
    expect(await refusal("DescribeResourcePolicies", policy)).toContain(
      "has no resourceArn of DescribeResourcePolicies",
    );
    const filter = {
      logGroupName: "group",
      filterName: "f",
      filterPattern: "",
      emitSystemFieldDimensions: ["@aws.region"],
    };
    const metricTransformations = [{ metricName: "m", metricNamespace: "n", metricValue: "1" }];
    expect(await refusal("PutMetricFilter", { ...filter, metricTransformations })).toContain(
      "has no emitSystemFieldDimensions of PutMetricFilter",
    );
    expect(
      await refusal("PutSubscriptionFilter", { ...filter, destinationArn: "arn:x", fieldSelectionCriteria: "x" }),
    ).toContain("has no fieldSelectionCriteria of PutSubscriptionFilter");
  });

  it("have tags of the model's characters only", async () => {
    const { call, refusal } = logsPlane();
    await call("CreateLogGroup", { logGroupName: "group", tags: { "ключ/1": "é @+" } });
    const pattern = String.raw`Member must satisfy regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]`;
    expect(await refusal("CreateLogGroup", { logGroupName: "other", tags: { a: "!!" } })).toContain(`${pattern}*)$]`);
    expect(await refusal("TagLogGroup", { logGroupName: "group", tags: { "a!": "" } })).toContain(`${pattern}+)$]`);
    expect(await refusal("UntagLogGroup", { logGroupName: "group", tags: ["a!"] })).toContain(`${pattern}+)$]`);
    const resourceArn = groupArn("group");
    expect(await refusal("TagResource", { resourceArn, tags: { a: "b!" } })).toContain(`${pattern}*)$]`);
    expect(await refusal("UntagResource", { resourceArn, tagKeys: ["a!"] })).toContain(`${pattern}+)$]`);
  });

  it("are searched for with less to see of each", async () => {
    const { call } = logsPlane();
    for (const logGroupName of ["/aws/api", "/aws/lambda", "api"]) await call("CreateLogGroup", { logGroupName });
    const { body } = await call("DescribeLogGroups", { logGroupNamePattern: "API" });
    expect(body.logGroups.map(({ logGroupName }: { logGroupName: string }) => logGroupName)).toEqual([
      "/aws/api",
      "api",
    ]);
    expect(Object.keys(body.logGroups[0])).not.toEqual(expect.arrayContaining(["storedBytes"]));
    expect(body.logGroups[0]).not.toHaveProperty("deletionProtectionEnabled");
    const names = async (logGroupNamePattern?: string) =>
      (await call("ListLogGroups", { logGroupNamePattern })).body.logGroups.map((one: object) => Object.values(one)[0]);
    expect(await names()).toEqual(["/aws/api", "/aws/lambda", "api"]);
    expect(await names("^api|lam")).toEqual(["/aws/lambda", "api"]);
    expect((await call("ListLogGroups", { limit: 1 })).body.logGroups).toEqual([
      { logGroupName: "/aws/api", logGroupArn: groupArn("/aws/api"), logGroupClass: "STANDARD" },
    ]);
  });

  it("have names, as streams do, of 512 characters at most", async () => {
    const { refusal } = logsPlane();
    const words =
      "400 InvalidParameterException: Invalid LogGroup or LogStream, both must have length less than or equal to 512.";
    const long = "a".repeat(513);
    expect(await refusal("CreateLogGroup", { logGroupName: long })).toBe(words);
    expect(await refusal("DeleteMetricFilter", { logGroupName: long, filterName: "f" })).toBe(words);
    expect(await refusal("CreateLogStream", { logGroupName: "g", logStreamName: long })).toBe(words);
  });

  it("name their streams by group or by ARN, not by both, and an empty stream has no token", async () => {
    const { call, refusal, write } = logsPlane();
    await write("full", "event");
    await call("CreateLogStream", { logGroupName: "g", logStreamName: "empty" });
    const { body } = await call("DescribeLogStreams", { logGroupIdentifier: groupArn("g") });
    expect(body.logStreams.map((one: object) => "uploadSequenceToken" in one)).toEqual([false, true]);
    expect(await refusal("DescribeLogStreams", { logGroupName: "g", logGroupIdentifier: "g" })).toBe(
      "400 ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.",
    );
  });

  it("have no subscription filters", async () => {
    const { call, refusal } = logsPlane();
    await call("CreateLogGroup", { logGroupName: "g" });
    expect(await refusal("DeleteSubscriptionFilter", { logGroupName: "g", filterName: "f" })).toBe(
      "400 ResourceNotFoundException: The specified subscription filter does not exist.",
    );
  });
});
