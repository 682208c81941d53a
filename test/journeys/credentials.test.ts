import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { deskAt } from "./cli.ts";
import { post, world } from "./world.ts";

/** Stands before the local AWS, and refuses the keys that `expired` names as AWS does. */
async function guarded(port: number, expired: (key: string, operation: string) => boolean): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const key = /Credential=(\w+)/.exec(incoming.headers.authorization ?? "")?.[1] ?? "";
    const operation = String(incoming.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
    if (expired(key, operation)) {
      const headers = { "content-type": "application/x-amz-json-1.1" };
      outgoing.writeHead(400, headers).end('{"__type":"ExpiredTokenException","message":"The token has expired"}');
      return;
    }
    const { method, url, headers } = incoming;
    const passed = ask({ port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a tail whose token expires goes on with the keys that its source gives then", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  const { url = "" } = await desk.json("up", "--local");
  const script = await desk.file(
    "keys.mjs",
    `import { appendFileSync, readFileSync } from "node:fs";
appendFileSync("keys.log", "x");
const AccessKeyId = "KEY" + readFileSync("keys.log", "utf8").length;
console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: "secret", SessionToken: "token" }));`,
  );
  await mkdir(join(desk.folder, ".aws"));
  await desk.file(
    join(".aws", "config"),
    `[profile moving]\nregion = ap-northeast-2\ncredential_process = "${process.execPath}" "${script}"\n`,
  );
  const seen = new Set<string>();
  let expired: string | undefined;
  let struck = (): void => undefined;
  const strikes = new Promise<void>((resolve) => (struck = resolve));
  const endpoint = await guarded(local.port, (key, operation) => {
    if (operation === "GetRecords") {
      if (expired === undefined && seen.has(key)) {
        expired = key;
        struck();
      }
      seen.add(key);
    }
    return key === expired;
  });
  const tail = desk.start("tail", "--since", "trim-horizon", "--profile", "moving", "--endpoint-url", endpoint);
  await post(url, '{"n":1}');
  await tail.says(/"n":1/);
  await strikes;
  await post(url, '{"n":3}');
  await tail.says(/"n":3/);
  tail.kill("SIGINT");
  expect(await tail.ended).toMatchObject({ code: 130, stderr: expect.not.stringContaining("error:") });
});
