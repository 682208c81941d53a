import { ListPoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deskAt, type Desk } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, world, type Clients } from "./world.ts";

const first = ["--local", "--name", "orders", "--region", "ap-northeast-2"];
const second = ["--local", "--name", "orders", "--region", "us-east-1"];

async function names({ iam }: Clients) {
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "Local" }));
  return [...Roles.map(({ RoleName }) => RoleName), ...Policies.map(({ PolicyName }) => PolicyName)].toSorted();
}

const forget = ({ folder }: Desk) => rm(join(folder, ".kinesis-proxy"), { recursive: true, force: true });

test("the same name in a second region: a role of its own, told in a note, with the state file or without", async () => {
  const { local, clients } = await world();
  const [one, other] = [await deskAt(local), await deskAt(local)];
  expect(await runHere(one, "up", ...first)).toMatchObject({ code: 0 });

  const planned = await runHere(other, "plan", ...second);
  expect(planned).toMatchObject({ code: 3, stdout: expect.stringContaining("+ IAM role orders-us-east-1: create") });
  const made = await runHere(other, "up", ...second);
  expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining("is this proxy's in ap-northeast-2") });
  expect((await post(made.stdout.trim(), "{}")).status).toBe(200);
  const both = ["orders", "orders", "orders-us-east-1", "orders-us-east-1"];
  expect(await names(clients)).toEqual(both);

  for (const lost of [false, true]) {
    if (lost) await forget(other);
    expect(await runHere(other, "status", ...second)).toMatchObject({ code: 0 });
    expect(await runHere(other, "plan", ...second)).toMatchObject({ code: 0 });
    expect(await runHere(other, "up", ...second)).toMatchObject({ code: 0 });
    expect(await runHere(one, "status", ...first)).toMatchObject({ code: 0 });
    expect(await names(clients)).toEqual(both);
  }

  // When the other region's role goes, this one keeps its own.
  expect(await runHere(one, "down", ...first, "--yes")).toMatchObject({ code: 0 });
  await forget(other);
  expect(await runHere(other, "up", ...second)).toMatchObject({ code: 0 });
  expect(await names(clients)).toEqual(["orders-us-east-1", "orders-us-east-1"]);
  expect(await runHere(other, "down", ...second, "--yes", "--force-stream")).toMatchObject({ code: 0 });
  expect(await names(clients)).toEqual([]);
});
