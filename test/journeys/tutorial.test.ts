import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deskAt, type Desk, type Document } from "./cli.ts";
import { inventory, world } from "./world.ts";

const commands = ["create-stream", "create-role", "create-api", "put-method", "put-integration", "deploy"];

const one = {
  streams: ["api-gateway-kinesis-proxy"],
  roles: ["api-gateway-kinesis-proxy"],
  policies: ["api-gateway-kinesis-proxy"],
  apis: ["KinesisProxy"],
  deployments: [1],
};

/** Runs each step command, in the tutorial's order; what became of each. */
async function stepByStep(desk: Desk): Promise<string[]> {
  const outcomes: string[] = [];
  for (const command of commands) outcomes.push((await desk.json(command, "--local")).outcome ?? "");
  return outcomes;
}

function outcomesOf({ steps }: Document): string[] {
  return Object.entries(steps)
    .filter(([name]) => name !== "access")
    .map(([, { outcome }]) => outcome);
}

const forgetful = (desk: Desk): Promise<void> => rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });

describe("the tutorial", () => {
  test("each step command in order makes its part, and up finds nothing left to do", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    expect(await stepByStep(desk)).toEqual(commands.map(() => "created"));
    expect(outcomesOf(await desk.json("up", "--local"))).toEqual(commands.map(() => "unchanged"));
    expect(await inventory(clients)).toEqual(one);
  });

  test("after up no step command finds anything to do", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    expect(outcomesOf(await desk.json("up", "--local"))).toEqual(commands.map(() => "created"));
    expect(await stepByStep(desk)).toEqual(commands.map(() => "unchanged"));
    expect(await inventory(clients)).toEqual(one);
  });

  test("with the state file lost, up and down find everything again; then nothing is there, and down again is fine", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    const { url } = await desk.json("up", "--local");
    await forgetful(desk);
    const again = await desk.json("up", "--local");
    expect(outcomesOf(again)).toEqual(commands.map(() => "unchanged"));
    expect(again.url).toBe(url);
    await forgetful(desk);
    expect(outcomesOf(await desk.json("down", "--local", "--yes"))).toEqual(commands.map(() => "removed"));
    expect(await inventory(clients)).toEqual({ streams: [], roles: [], policies: [], apis: [], deployments: [] });
    expect(await desk.run("status", "--local")).toMatchObject({ code: 0, stdout: "Nothing is there.\n" });
    expect(await desk.run("down", "--local", "--yes")).toMatchObject({
      code: 0,
      stdout: "There was nothing to remove.\n",
    });
  });
});
