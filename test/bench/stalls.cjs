// Writes the longest stall of the event loop, in milliseconds, to the file that STALLS names: node --require stalls.cjs …
const { writeFileSync } = require("node:fs");
const every = 5;
let [last, stall, started] = [performance.now(), 0, undefined];
setInterval(() => {
  const now = performance.now();
  stall = Math.max(stall, now - last - every);
  last = now;
  // What it loads to start is no stall.
  if (now > 2_000 && started === undefined) [started, stall] = [stall, 0];
}, every).unref();
process.on("exit", () => writeFileSync(process.env.STALLS, JSON.stringify({ stall, started })));
