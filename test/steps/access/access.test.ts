import { GetRestApiCommand, UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { allowPolicy } from "../../../src/steps/policies.ts";
import type { Config } from "../../../src/settings/config.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { some, up } from "../../../src/engine/run/up.ts";
import { access } from "../../../src/steps/access/access.ts";
import { fakeContext, type FakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi } from "../../helpers/known-steps.ts";

const offices = ["203.0.113.0/24", "2001:db8::/32"];

/** A REST API that keeps its policy as API Gateway does: with the full ARN, single values instead of lists of one, and
 * one more layer of escapes on the way back. */
function contextWith(config: Partial<Config>, start?: string): FakeContext & { policy(): string | undefined } {
  const ctx = fakeContext(config, { known: { api: knownApi } });
  let policy = start;
  ctx.aws.apigateway.on(GetRestApiCommand).callsFake(() => (policy === undefined ? {} : { policy }));
  ctx.aws.apigateway.on(UpdateRestApiCommand).callsFake((input: UpdateRestApiCommand["input"]) => {
    const value = input.patchOperations?.[0]?.value ?? "";
    policy = value === "" ? undefined : asRead(value);
    return {};
  });
  return { ...ctx, policy: () => policy };
}

function asRead(policy: string): string {
  const kept = policy
    .replaceAll("execute-api:/*", "arn:aws:execute-api:eu-west-1:111122223333:api1/*")
    .replaceAll(/\["([^"]*)"\]/g, '"$1"');
  return JSON.stringify(kept).slice(1, -1);
}

describe("the five", () => {
  test("the first run sets a policy that refuses everybody else", async () => {
    const ctx = contextWith({ allowIps: offices });
    expect((await converge(access, ctx)).outcome).toBe("created");
    expect(ctx.inputs("UpdateRestApi")).toEqual([
      {
        restApiId: "api1",
        patchOperations: [{ op: "replace", path: "/policy", value: JSON.stringify(allowPolicy(offices)) }],
      },
    ]);
    expect(ctx.state.ids.access).toEqual({ allow: offices });
  });

  test.each([[offices], [["203.0.113.7/32"]]])(
    "the second run reads %j back from AWS's spelling and changes nothing",
    async (allow) => {
      const ctx = contextWith({ allowIps: allow }, asRead(JSON.stringify(allowPolicy(allow))));
      expect(await converge(access, ctx)).toMatchObject({ outcome: "unchanged", found: { ids: { allow } } });
      expect(ctx.changes()).toEqual([]);
    },
  );

  test("another list is replaced", async () => {
    const ctx = contextWith({ allowIps: offices }, asRead(JSON.stringify(allowPolicy(["198.51.100.0/24"]))));
    expect((await converge(access, ctx)).outcome).toBe("repaired");
    expect(ctx.policy()).toBe(asRead(JSON.stringify(allowPolicy(offices))));
  });

  test("removing what is not there is fine, even when the API is gone", async () => {
    const ctx = contextWith({ allowIps: [] });
    expect((await dismantle(access, ctx)).outcome).toBe("absent");
    ctx.aws.apigateway.on(GetRestApiCommand).rejects(fault("NotFoundException"));
    expect((await dismantle(access, ctx)).outcome).toBe("absent");
    expect(ctx.changes()).toEqual([]);
  });
});

describe("what is special about access", () => {
  test.each<[readonly string[], string]>([
    [[], "Resource policy"],
    [["203.0.113.7/32"], "Resource policy for 1 address range"],
    [offices, "Resource policy for 2 address ranges"],
  ])("its title counts the ranges %j", (allow, title) => {
    expect(access.title(fakeContext({ allowIps: allow }))).toBe(title);
  });

  test("an empty list takes the policy away", async () => {
    const ctx = contextWith({ allowIps: [] }, asRead(JSON.stringify(allowPolicy(offices))));
    expect((await some([access], [], ctx)).get("access")?.outcome).toBe("removed");
    expect(ctx.policy()).toBeUndefined();
  });

  test("nobody said who may call: a policy that is there stays", async () => {
    const ctx = contextWith({}, asRead(JSON.stringify(allowPolicy(offices))));
    expect((await up([access], ctx)).get("access")?.outcome).toBe("absent");
    expect(ctx.changes()).toEqual([]);
  });

  test("a policy of another kind is said to be one, and replaced on an API of ours", async () => {
    const ctx = contextWith({ allowIps: offices }, asRead('{"Version":"2012-10-17","Statement":[]}'));
    const found = await access.find(ctx);
    expect(found?.ids.allow).toEqual([]);
    expect(access.drift(found!, ctx)).toMatchObject([{ field: "allow-ips", actual: "another policy" }]);
    expect((await converge(access, ctx)).outcome).toBe("repaired");
  });

  const signed = { signed: true, preflight: false };

  test("callers who sign: the Deny alone; what was written for others is drift, and mended", async () => {
    const ctx = contextWith({ allowIps: offices, auth: "AWS_IAM" }, asRead(JSON.stringify(allowPolicy(offices))));
    expect(access.drift((await access.find(ctx))!, ctx)).toEqual([
      {
        field: "resource policy",
        wanted: "IAM decides who may call from there",
        actual: "anybody may call from there, whatever IAM says",
      },
    ]);
    expect((await converge(access, ctx)).outcome).toBe("repaired");
    expect(ctx.policy()).toBe(asRead(JSON.stringify(allowPolicy(offices, signed))));
    expect((await converge(access, ctx)).outcome).toBe("unchanged");
    expect((await access.find(ctx))?.ids.allow).toEqual(offices);
  });

  test("callers who need not sign any more get their Allow back", async () => {
    const ctx = contextWith({ allowIps: offices }, asRead(JSON.stringify(allowPolicy(offices, signed))));
    expect((await converge(access, ctx)).outcome).toBe("repaired");
    expect(ctx.policy()).toBe(asRead(JSON.stringify(allowPolicy(offices))));
  });

  test.each<[string, readonly string[] | undefined, boolean, boolean]>([
    ["asked for", ["https://shop.example"], false, true],
    ["taken away", [], true, false],
    ["not spoken of", undefined, true, true],
    ["never asked for", undefined, false, false],
  ])("beside callers who sign, browsers may ask first where CORS is %s", async (_, cors, before, after) => {
    const start = asRead(JSON.stringify(allowPolicy(["198.51.100.0/24"], { signed: true, preflight: before })));
    const ctx = contextWith({ allowIps: offices, auth: "AWS_IAM", cors }, start);
    await converge(access, ctx);
    expect(ctx.policy()).toBe(asRead(JSON.stringify(allowPolicy(offices, { signed: true, preflight: after }))));
  });

  test("on an API that is not ours nothing is changed and nothing made", async () => {
    for (const policy of [undefined, asRead(JSON.stringify(allowPolicy(["198.51.100.0/24"])))]) {
      const ctx = contextWith({ allowIps: offices }, policy);
      ctx.known.set("api", { ...knownApi, ours: false });
      await expect(converge(access, ctx)).rejects.toBeInstanceOf(DriftError);
      expect(ctx.changes()).toEqual([]);
    }
  });
});
