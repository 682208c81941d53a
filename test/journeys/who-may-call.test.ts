import { GetApiKeyCommand, UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { foreignPolicies } from "../helpers/foreign-policies.ts";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, world } from "./world.ts";

const inside = "203.0.113.9";
const outside = "198.51.100.9";

/** What a caller gets who has the key: from inside, from outside, and each of them without the key. */
type Row = readonly [inside: number, outside: number, insideKeyless: number, outsideKeyless: number];

const all: Row = [200, 200, 403, 403];
const listed: Row = [200, 403, 403, 403];
const blocked: Row = [403, 200, 403, 403];
const none: Row = [403, 403, 403, 403];

/** By who wrote the policy: callers of --auth none, and of --auth iam who sign. With IAM, an Allow of the identity or of the policy
 * is enough within an account, so only a Deny keeps a signed caller out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
const expected: Readonly<Record<string, readonly [none: Row, iam: Row]>> = {
  "Terraform's aws_iam_policy_document with IpAddress": [listed, all],
  "Terraform with Allow and Deny NotIpAddress": [listed, listed],
  "Terraform with the execution ARN alone": [none, all],
  "the console's IP range denylist": [blocked, blocked],
  "the console's AWS account allowlist": [none, all],
  "the console's source VPC allowlist": [none, none],
};

test.each(["none", "iam"] as const)(
  "addresses in and out, with key and without, --auth %s: policies of others and ours, before and after the redeploy",
  async (auth) => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    const run = async (...words: readonly string[]) => {
      const ended = await runHere(desk, ...words, "--local");
      expect(ended, words.join(" ")).toMatchObject({ code: 0 });
      return ended.stdout;
    };
    const up = JSON.parse(await run("up", "--no-probe", "--api-key", "--auth", auth, "--json")) as {
      readonly url: string;
      readonly steps: Readonly<Record<string, { readonly id: string }>>;
    };
    const apiId = up.steps["api"]!.id;
    const read = new GetApiKeyCommand({ apiKey: up.steps["key"]!.id, includeValue: true });
    const { value = "" } = await clients.apigateway.send(read);
    const credential = "local/20260102/ap-northeast-2/execute-api/aws4_request";
    const signature = { authorization: `AWS4-HMAC-SHA256 Credential=${credential}` };
    const got = async (): Promise<Row> => {
      const statuses: number[] = [];
      for (const key of [{ "x-api-key": value }, {}])
        for (const address of [inside, outside]) {
          const headers = { ...key, "x-local-source-ip": address };
          const unsigned = (await post(up.url, "{}", headers)).status;
          // Whoever does not sign is refused, wherever the call is from.
          if (auth === "iam") expect(unsigned).toBe(403);
          statuses.push(auth === "none" ? unsigned : (await post(up.url, "{}", { ...headers, ...signature })).status);
        }
      return [statuses[0]!, statuses[1]!, statuses[2]!, statuses[3]!];
    };

    const table: [string, Row][] = [["no policy", await got()]];
    const wanted: [string, Row][] = [["no policy", all]];
    for (const { written, policy, allows } of foreignPolicies) {
      const before = await got();
      const value = JSON.stringify(policy(`arn:aws:execute-api:ap-northeast-2:000000000000:${apiId}`));
      const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
      await clients.apigateway.send(new UpdateRestApiCommand({ restApiId: apiId, patchOperations }));
      table.push([`${written}, not deployed yet`, await got()]);
      wanted.push([`${written}, not deployed yet`, before]);
      await run("deploy");
      table.push([written, await got()]);
      wanted.push([written, expected[written]![auth === "none" ? 0 : 1]]);

      expect(await run("allow-ips", "--list")).toBe((allows ?? []).map((one) => `${one}\n`).join(""));
      const more = await runHere(desk, "allow-ips", "--add", "192.0.2.7", "--yes", "--local");
      if (allows === undefined)
        expect(more).toMatchObject({ code: 1, stderr: expect.stringContaining("another kind") });
      else expect(more.stdout).toBe(`${allows.join("\n")}\n192.0.2.7/32\n`);
      await run("allow-ips", "203.0.113.0/24", "--yes");
      table.push([`allow-ips after ${written}`, await got()]);
      wanted.push([`allow-ips after ${written}`, listed]);
      expect(await run("plan")).toContain("Nothing to do.");
    }
    await run("allow-ips", "--clear", "--yes");
    table.push(["cleared", await got()]);
    wanted.push(["cleared", all]);
    expect(table).toEqual(wanted);
  },
);
