import { DeleteIntegrationResponseCommand, GetResourcesCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, recordsOf, world, type Clients } from "./world.ts";

/** Every method of the only API, such as `POST /a`. */
async function routes({ apigateway }: Clients): Promise<readonly string[]> {
  const restApiId = (await apigateway.send(new GetRestApisCommand({}))).items?.[0]?.id;
  const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"], limit: 500 }));
  const all = items.flatMap(({ path, resourceMethods }) =>
    Object.keys(resourceMethods ?? {}).map((one) => `${one} ${path}`),
  );
  return all.toSorted();
}

/** Path, batch path and whether browsers may call, one after the other. */
type Place = readonly [path: string, batchPath: string, cors?: "cors"];

const flagsFor = ([path, batchPath, cors]: Place) =>
  `--path ${path} --batch-path ${batchPath} --cors ${cors === undefined ? "none" : "*"}`.split(" ");

const wanted = ([path, batchPath, cors]: Place) =>
  [path, batchPath]
    .filter((one) => one !== "none")
    .flatMap((one) => [`POST ${one}`, ...(cors === undefined ? [] : [`OPTIONS ${one}`])])
    .toSorted();

const moves: readonly (readonly Place[])[] = [
  [
    ["/a", "/b"],
    ["/a/b", "/a"],
  ],
  [
    ["/a", "/b"],
    ["/b", "/c"],
  ],
  [
    ["/a", "/b"],
    ["/c", "/a"],
  ],
  [
    ["/", "/a"],
    ["/a", "/"],
    ["/", "none"],
  ],
  [
    ["/a", "/x"],
    ["/x", "none"],
  ],
  [
    ["/a/b", "/a"],
    ["/a", "/a/b"],
  ],
  [
    ["/{id}", "none"],
    ["/{key}", "none"],
    ["/{key}/x", "/{key}/y"],
  ],
  [
    ["/a", "none", "cors"],
    ["/", "none"],
  ],
  [
    ["/", "none", "cors"],
    ["/x", "none", "cors"],
  ],
  [
    ["/q", "/r", "cors"],
    ["/", "none"],
  ],
  [
    ["/", "/r", "cors"],
    ["/", "none", "cors"],
    ["/v1/in", "/v1/many", "cors"],
  ],
];

describe("routes that move leave nothing behind, and plan says what up does", () => {
  test.each(moves.map((places) => [places.map((one) => one.join(" ")).join(" → "), places] as const))(
    "%s",
    async (_, places) => {
      const { local, clients } = await world();
      const desk = await deskAt(local);
      for (const place of places) {
        const flags = ["--local", "--no-probe", ...flagsFor(place)];
        expect((await runHere(desk, "plan", ...flags.filter((one) => one !== "--no-probe"))).code).toBe(3);
        expect(await runHere(desk, "up", ...flags)).toMatchObject({ code: 0 });
        expect(await routes(clients)).toEqual(wanted(place));
        expect((await runHere(desk, "plan", "--local")).code).toBe(0);
        expect((await runHere(desk, "status", "--local")).code).toBe(0);
      }
      const [last = ["/", "none"]] = places.slice(-1);
      // What the state file knew is not needed to move on.
      const other = await deskAt(local);
      expect(await runHere(other, "up", "--local", "--no-probe", ...flagsFor(["/elsewhere", "none"]))).toMatchObject({
        code: 0,
      });
      expect(await routes(clients)).toEqual(["POST /elsewhere"]);
      expect(last).toBeDefined();
    },
  );
});

test("paths that API Gateway cannot have side by side are refused before anything is asked", async () => {
  const { local, asked } = await world();
  const words = ["up", "--local", "--path", "/a/{id}", "--batch-path", "/a/{key}/all"];
  const ended = await runHere(await deskAt(local), ...words);
  expect(ended).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("differ only in the name of a part in braces"),
  });
  expect(asked).toEqual([]);
});

describe("one step by itself", () => {
  test("brings along what it builds on, so that a record that is stored is never answered 500", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    for (const words of ["create-stream", "create-role", "create-api", "put-method", "put-integration"])
      expect(await runHere(desk, words, "--local")).toMatchObject({ code: 0 });
    const flags = ["--status", "accepted=201", "--cors", "*", "--accept", "any"];
    expect((await runHere(desk, "put-integration", "--local", "--dry-run", ...flags)).stdout).toMatch(
      /^~ REST API .*: change\n[^]*^~ Method POST .*: change\n/m,
    );
    expect(await runHere(desk, "put-integration", "--local", ...flags)).toMatchObject({ code: 0 });
    const deployed = await runHere(desk, "deploy", "--local");
    const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80]);
    const answer = await fetch(deployed.stdout.trim(), {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: bytes,
    });
    expect(answer.status).toBe(201);
    expect(await recordsOf(clients)).toEqual([bytes]);
    expect((await runHere(desk, "status", "--local")).code).toBe(0);
  });

  test("deploy does not publish a route that somebody left half made", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    const { stdout } = await runHere(desk, "up", "--local");
    const restApiId = (await clients.apigateway.send(new GetRestApisCommand({}))).items?.[0]?.id ?? "";
    const resourceId = (await clients.apigateway.send(new GetResourcesCommand({ restApiId }))).items?.[0]?.id ?? "";
    const at = { restApiId, resourceId, httpMethod: "POST", statusCode: "200" };
    await clients.apigateway.send(new DeleteIntegrationResponseCommand(at));
    const refused = await runHere(desk, "deploy", "--local");
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `Run "KINESIS_PROXY_LOCAL_PORT=${local.port} kinesis-proxy put-integration --local" first`,
      ),
    });
    expect((await post(stdout.trim(), "{}")).status).toBe(200);
    expect(await runHere(desk, "put-integration", "--local")).toMatchObject({ code: 0 });
    expect(await runHere(desk, "deploy", "--local")).toMatchObject({ code: 0 });
  });
});
