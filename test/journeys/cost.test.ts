import { CreateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { trustPolicy } from "../../src/steps/policies.ts";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { world, type Clients } from "./world.ts";

const document = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] });

/** 900 roles that API Gateway may assume, 900 policies, 600 APIs and 500 streams of others. */
async function crowd({ kinesis, iam, apigateway }: Clients): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify(trustPolicy);
  const many = async (count: number, make: (name: string) => Promise<unknown>): Promise<void> => {
    let next = 0;
    const one = async (): Promise<void> => {
      while (next < count) await make(`other-${next++}`);
    };
    await Promise.all(Array.from({ length: 8 }, one));
  };
  await many(900, (RoleName) => iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument })));
  await many(900, (PolicyName) => iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: document })));
  await many(600, (name) => apigateway.send(new CreateRestApiCommand({ name, tags: { team: name } })));
  const StreamModeDetails = { StreamMode: "ON_DEMAND" as const };
  await many(500, (StreamName) => kinesis.send(new CreateStreamCommand({ StreamName, StreamModeDetails })));
}

/** How many calls each command makes, in an account that holds just this proxy or a crowd beside it. */
async function calls(crowded: boolean) {
  const { local, clients, asked } = await world();
  if (crowded) await crowd(clients);
  const desk = await deskAt(local);
  const counted: Record<string, number> = {};
  for (const [what, ...words] of [
    ["first up", "up", "--no-probe", "--api-key"],
    ["second up", "up", "--no-probe"],
    ["plan", "plan"],
    ["status", "status"],
    ["down", "down", "--yes"],
  ] as const) {
    const before = asked.length;
    expect(await runHere(desk, ...words, "--local")).toMatchObject({ code: 0 });
    counted[what] = asked.length - before;
  }
  return counted;
}

test("in an account with 900 roles, 900 policies, 600 APIs and 500 streams each command makes at most 40 calls more", async () => {
  const [alone, crowded] = [await calls(false), await calls(true)];
  console.log(JSON.stringify({ alone, crowded }));
  for (const [command, count] of Object.entries(crowded))
    expect(count - alone[command]!, command).toBeLessThanOrEqual(40);
});
