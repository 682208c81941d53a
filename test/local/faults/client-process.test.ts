import { spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { killClient } from "../../../src/local/faults/client-process.ts";

test("the process at the other end of a connection is ended, and this one is not", async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const connected = new Promise<number>((resolve) => {
    server.on("connection", (socket) => {
      socket.on("error", () => undefined);
      resolve(socket.remotePort ?? 0);
    });
  });
  const child = spawn(process.execPath, ["-e", `require("node:net").connect(${port}, "127.0.0.1")`]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  expect(killClient(await connected, port)).toBe(true);
  expect(await ended).toBe("SIGKILL");
  expect(killClient(1, port)).toBe(false);
});
