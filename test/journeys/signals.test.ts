import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bare, desk, program } from "./cli.ts";

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("%s while the program still loads ends with 130 too", async (signal) => {
  const folder = await mkdtemp(join(tmpdir(), "kinesis-proxy-signals-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "bin"));
  await mkdir(join(folder, "dist"));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  await cp(program, join(folder, "bin", "kinesis-proxy.js"));
  // The rest of the program takes a minute to load, and the signal comes in the middle of it.
  await writeFile(
    join(folder, "dist", "main.js"),
    `process.kill(process.pid, "${signal}"); await new Promise((done) => setTimeout(done, 60_000));`,
  );
  const ended = await desk(folder, bare(folder), join(folder, "bin", "kinesis-proxy.js")).run("local");
  expect(ended).toEqual({ code: 130, signal: null, stdout: "", stderr: "" });
});
