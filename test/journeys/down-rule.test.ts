import { CreateStageCommand, GetDeploymentsCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { CreateStreamCommand, PutRecordCommand, RegisterStreamConsumerCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { deskAt, type Document } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { world, type Clients } from "./world.ts";

const name = "orders";
const StreamARN = `arn:aws:kinesis:ap-northeast-2:000000000000:stream/${name}`;

/** What may be in the way of `down`, each of which may be there or not. */
const obstacles: Readonly<Record<string, (clients: Clients) => Promise<unknown>>> = {
  records: ({ kinesis }) =>
    kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: "1", Data: Buffer.from("{}") })),
  consumers: ({ kinesis }) => kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "billing" })),
  "foreign parts": async ({ apigateway }) => {
    const restApiId = (await apigateway.send(new GetRestApisCommand({}))).items?.[0]?.id;
    const deploymentId = (await apigateway.send(new GetDeploymentsCommand({ restApiId }))).items?.[0]?.id;
    await apigateway.send(new CreateStageCommand({ restApiId, stageName: "theirs", deploymentId }));
  },
  import: async () => undefined,
};

const each = ["--keep-stream", "--force-stream", "--enforce-consumers", "--force-api", "--imported"];
const all = Object.keys(obstacles);
const sets = all.reduce<string[][]>((some, one) => [...some, ...some.map((set) => [...set, one])], [[]]);

/** Each set of obstacles without a flag and with all, and all obstacles with each flag. */
const mixes = [
  ...sets.flatMap((set) => ["", each.slice(1).join(" ")].map((flags) => [set, flags] as const)),
  ...each.map((flags) => [all, flags] as const),
].map(([set, flags]) => [set.join(", ") || "nothing", flags || "no flag", set, flags] as const);

/** Brings the proxy up, and puts into its way what is to be there. */
async function upWith(set: readonly string[]) {
  const { local, clients, asked } = await world();
  const desk = await deskAt(local);
  const run = (...words: readonly string[]) => runHere(desk, ...words, "--local", "--name", name);
  if (set.includes("import")) {
    await clients.kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
    expect(await run("import", "--yes")).toMatchObject({ code: 0 });
  }
  expect(await run("up", "--no-probe")).toMatchObject({ code: 0 });
  for (const one of set) await obstacles[one]!(clients);
  return { run, asked };
}

const outcomes = { remove: "removed", keep: "kept" } as Readonly<Record<string, string>>;

describe("down --dry-run says what down --yes does", () => {
  test.each(mixes)("in the way: %s; with %s", async (_set, _flags, set, flags) => {
    const { run, asked } = await upWith(set);
    const words = flags === "" ? [] : flags.split(" ");
    const before = asked.length;
    const planned = await run("down", "--dry-run", "--json", ...words);
    expect(asked.slice(before).filter((one) => !/^(Get|List|Describe)/.test(one))).toEqual([]);
    const done = await run("down", "--yes", "--json", ...words);
    const steps = ({ stdout }: { readonly stdout: string }) =>
      Object.entries((JSON.parse(stdout) as Document).steps).map(([step, { outcome, reason }]) => [
        step,
        outcomes[outcome] ?? outcome,
        // The records grow older in between.
        reason?.replace(/\d+ s old/, "n s old"),
      ]);
    expect(steps(done)).toEqual(steps(planned));
    // Run again, both say the same, and that there is nothing to do but what stays.
    const again = await run("down", "--dry-run", "--json", ...words);
    expect(again.code).toBe(done.code);
    expect(steps(again).filter(([, outcome]) => outcome === "removed")).toEqual([]);
  });
});
