import { setMaxListeners } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { checks } from "../../../../src/cli/commands/doctor/checks.ts";
import { runDoctor } from "../../../../src/cli/commands/doctor/run-doctor.ts";
import type { Result } from "../../../../src/cli/commands/doctor/run-checks.ts";
import { systemClock } from "../../../../src/engine/clock.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { recordingReporter } from "../../../helpers/recording-reporter.ts";
import { world } from "../../../journeys/world.ts";
import { faults, operator, region, type Fault, type Scene } from "./faults.ts";

/** Runs `doctor` for the proxy orders on a local AWS with these faults. */
async function examine(some: readonly Pick<Fault, "make">[], more: readonly string[] = []) {
  const there = await world();
  const io = await fakeIo();
  const scene: Scene = {
    world: there,
    folder: io.cwd,
    options: { name: "orders", endpointUrl: there.local.url, region, color: false },
    env: {},
    denied: [...more],
    now: () => systemClock.now(),
    nodeVersion: "24.11.0",
  };
  // States name the endpoint.
  for (const fault of some) await fault.make(scene);
  const own = await operator(there, scene.denied);
  // A profile excludes them.
  const keys = scene.options["profile"] === undefined ? own : {};
  setMaxListeners(0, io.signal);
  const env: Record<string, string> = { ...keys, ...scene.env, AWS_CONFIG_FILE: join(io.cwd, "config") };
  await writeFile(join(io.cwd, "config"), "[profile empty]\noutput = json\n");
  for (const [name, value] of Object.entries({
    ...env,
    AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: undefined,
    AWS_DEFAULT_REGION: undefined,
    AWS_PROFILE: undefined,
  }))
    vi.stubEnv(name, value);
  const report = recordingReporter();
  const { now, nodeVersion, options } = scene;
  const clock = { ...systemClock, now };
  const code = await runDoctor({ ...io, env }, options, { report, clock, nodeVersion });
  vi.unstubAllEnvs();
  const { ok, checks: results } = report.answers[0]!.value as { ok: boolean; checks: readonly Result[] };
  expect(ok).toBe(code === 0);
  return { code, results, lines: report.answers[0]?.lines ?? [] };
}

function bad(results: readonly Result[]): readonly Result[] {
  return results.filter(({ result }) => result === "failed" || result === "warning");
}

test("finds nothing where nothing is wrong", async () => {
  const { code, results, lines } = await examine([]);
  expect(bad(results)).toEqual([]);
  expect(code).toBe(0);
  expect(lines.at(-1)).toBe("All is well.");
});

describe("alone, it finds", () => {
  test.each(faults)("$name", async (fault) => {
    const { code, results } = await examine([fault]);
    expect(bad(results)).toMatchObject([
      { check: fault.check, result: fault.result, text: expect.stringMatching(fault.says) },
    ]);
    expect(bad(results)[0]?.hint).toMatch(/\w/);
    expect(code).toBe(fault.result === "failed" ? 3 : 0);
  });
});

/** Stands before a local AWS, and has a page with status 500 for some requests. */
async function httpServerBefore(url: string, lacks: (body: string) => boolean): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then(async (body) => {
      if (lacks(body)) return outgoing.writeHead(500, { "content-type": "text/html" }).end("<h1>Oops</h1>");
      const { host: _, connection: __, "content-length": ___, ...headers } = incoming.headers;
      const init = { method: incoming.method ?? "GET", headers: headers as Record<string, string> };
      const answer = await fetch(url + (incoming.url ?? ""), body === "" ? init : { ...init, body });
      return outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Three faults that do not exclude each other, all such or a few. */
function threes(): readonly (readonly Fault[])[] {
  const all = faults.flatMap((one, first) =>
    faults
      .slice(first + 1)
      .flatMap((two, second) => faults.slice(first + second + 2).map((three) => [one, two, three])),
  );
  const possible = all.filter((some) => {
    const kinds = some.flatMap(({ kind }) => kind ?? []);
    return new Set(kinds).size === kinds.length;
  });
  const step = process.env["KINESIS_PROXY_TEST_LONG"] === undefined ? 149 : 7;
  return possible.filter((_, place) => place % step === 0);
}

describe("three at a time, it finds", () => {
  test.each(threes().map((some) => [some.map(({ name }) => name).join(", "), some] as const))("%s", async (_, some) => {
    const { results } = await examine(some);
    const found = bad(results);
    for (const { check, says, name } of some) {
      const named = found.some((one) => one.check === check && says.test(one.text));
      const blocked = results.some((one) => one.check === check && one.result === "skipped");
      expect([name, named || blocked]).toEqual([name, true]);
    }
    // It accuses nobody else.
    const accused = found.filter(({ check, text }) => !some.some((one) => one.check === check && one.says.test(text)));
    expect(accused).toEqual([]);
    // What was not looked at says for want of which of them.
    const failed = new Set(found.map(({ check }) => check));
    for (const { result, needs } of results) if (result === "skipped") expect(failed).toContain(needs);
  });
});

describe("without iam:SimulatePrincipalPolicy, calls that change nothing find", () => {
  test.each(faults.filter(({ name }) => name.startsWith("a denied")))("$name", async (fault) => {
    const { results } = await examine([fault], ["iam:SimulatePrincipalPolicy"]);
    expect(results).toContainEqual(
      expect.objectContaining({ check: "permissions", result: "failed", text: expect.stringMatching(fault.says) }),
    );
  });

  test("nothing, where all is allowed, and nothing is made", async () => {
    let there: Scene["world"] | undefined;
    const { results } = await examine(
      [{ make: (scene) => void (there = scene.world) }],
      ["iam:SimulatePrincipalPolicy"],
    );
    expect(bad(results).map(({ check, result }) => [check, result])).toEqual([
      ["permissions", "warning"],
      ["pass-role", "warning"],
    ]);
    const { inventory } = await import("../../../journeys/world.ts");
    expect(await inventory(there!.clients)).toEqual({
      streams: [],
      roles: ["operator"],
      policies: [],
      apis: [],
      deployments: [],
    });
  });
});

test("every check needs only checks that there are, and none that needs it", () => {
  const seen: string[] = [];
  for (const { name, needs } of checks) {
    expect(seen).toEqual(expect.arrayContaining([...needs]));
    seen.push(name);
  }
});

test("an emulator that does not simulate is not asked by calls that might make something there", async () => {
  let made = "";
  const { results } = await examine([
    {
      async make(scene) {
        const { url } = scene.world.local;
        const own = await httpServerBefore(url, (body) => {
          if (/Action=Create|^\{"StreamName/.test(body)) made = body;
          return body.includes("Action=SimulatePrincipalPolicy");
        });
        scene.options["endpointUrl"] = own;
      },
    },
  ]);
  expect(results.filter(({ result }) => result === "skipped").map(({ check }) => check)).toEqual([
    "permissions",
    "pass-role",
  ]);
  expect(made).not.toMatch(/Create/);
});
