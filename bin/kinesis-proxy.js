#!/usr/bin/env node
import module from "node:module";

// Signals come first: whoever is interrupted while the program loads ends with 130 too, and not by the bare signal.
const interrupt = new AbortController();
let onInterrupt = () => process.exit(130);
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(name, () => (interrupt.signal.aborted ? process.exit(130) : onInterrupt()));
}

// The SDK warns about Node 20 at every start.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// From Node.js 22 on, what was compiled once is kept for the next run.
module.enableCompileCache?.();

const [{ setMaxListeners }, { GO_ON, InterruptedError, main }] = await Promise.all([
  import("node:events"),
  import("../dist/main.js"),
]).catch(unbuilt);

// Each request under way listens to it.
setMaxListeners(0, interrupt.signal);
onInterrupt = () => interrupt.abort(new InterruptedError(GO_ON));
// `kinesis-proxy tail | head` closes our output: that is the end, not a failure.
let told = false;
process.stdout.on("error", (error) => {
  if (error.code === "EPIPE") process.exit(0);
  if (told) return;
  told = true;
  process.stderr.write(`error: The output cannot be written: ${error.message}.\n`, () => process.exit(1));
});
process.stderr.on("error", () => {});

const { stdout, stderr, env } = process;
// Opened when a command reads it: that takes a few milliseconds, and most commands do not.
let opened;
const input = () => (opened ??= process.stdin);
const stdin = {
  get isTTY() {
    return input().isTTY;
  },
  setRawMode: (raw) => input().setRawMode?.(raw),
  // The answer to one question must not close the terminal for the next one.
  [Symbol.asyncIterator]: () => input().iterator({ destroyOnReturn: false }),
};
const keyboard = {
  listen(heard) {
    const onData = (bytes) => heard(bytes.toString());
    // A terminal that is closed meanwhile ends the program by a signal.
    input()
      .setRawMode(true)
      .on("error", () => {})
      .on("data", onData)
      .resume();
    return () => input().off("data", onData).pause().setRawMode(false);
  },
  // As the terminal does, Ctrl-Z stops npx and other parents, too.
  raise: (signal) => process.kill(signal === "SIGTSTP" ? 0 : process.pid, signal),
  onContinue: (work) => void process.on("SIGCONT", work),
};
const atExit = (work) => void process.once("exit", work);
const io = {
  stdout,
  stderr,
  stdin,
  keyboard,
  env,
  cwd: process.cwd(),
  script: process.argv[1],
  signal: interrupt.signal,
  atExit,
};
process.exitCode = await main(process.argv.slice(2), io);
// A question that Ctrl-C ended still waits for its answer.
opened?.destroy();
// Nor may what a full pipe still holds keep an interrupted program.
if (interrupt.signal.aborted) setTimeout(() => process.exit(), 300).unref();

/** A package that was installed from git without npm's scripts has no dist/. */
function unbuilt(error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND" || !/dist.main\.js'/.test(error.message)) throw error;
  process.stderr.write(
    "error: kinesis-proxy is not built.\n" +
      'hint:  In a clone run "npm ci"; from git, install with scripts ("npm install --ignore-scripts=false …"), or a tarball that "npm pack" made.\n',
  );
  process.exit(1);
}
