#!/usr/bin/env node
import { setMaxListeners } from "node:events";

// The SDK warns about Node 20 at every start.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const interrupt = new AbortController();
// Each request under way listens to it.
setMaxListeners(0, interrupt.signal);
const { GO_ON, InterruptedError, main } = await import("../dist/main.js");

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(name, () => {
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new InterruptedError(GO_ON));
  });
}
// `kinesis-proxy tail | head` closes our output: that is the end, not a failure.
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.stderr.on("error", () => {});

const { stdout, stderr, env } = process;
// The answer to one question must not close the terminal for the next one.
const stdin = {
  isTTY: process.stdin.isTTY,
  setRawMode: process.stdin.setRawMode?.bind(process.stdin),
  [Symbol.asyncIterator]: () => process.stdin.iterator({ destroyOnReturn: false }),
};
const io = { stdout, stderr, stdin, env, cwd: process.cwd(), signal: interrupt.signal };
process.exitCode = await main(process.argv.slice(2), io);
// A question that Ctrl-C ended still waits for its answer.
process.stdin.destroy();
// Nor may what a full pipe still holds keep an interrupted program.
if (interrupt.signal.aborted) setTimeout(() => process.exit(), 300).unref();
