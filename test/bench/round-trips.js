import { createServer, request } from "node:http";
import { setTimeout } from "node:timers/promises";
import { local, proxy } from "./program.js";

/** Milliseconds that each request is held up: far more than it takes. */
const delay = 100;

/** The longest chain of requests of a fresh `up` that had to wait for each other, seen from a server between it and AWS. */
export async function roundTrips() {
  const aws = await local();
  const spans = [];
  const server = createServer((incoming, outgoing) => {
    const span = { start: performance.now(), end: Infinity };
    spans.push(span);
    const { method, url, headers } = incoming;
    const onward = request(new URL(url, aws.url), { method, headers }, async (answer) => {
      await setTimeout(delay);
      outgoing.writeHead(answer.statusCode, answer.headers);
      span.end = performance.now();
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await proxy(server.address().port, "up");
  } finally {
    server.closeAllConnections();
    server.close();
    await aws.stop();
  }
  return { chain: longestChain(spans), all: spans.length };
}

/** The most spans of which none overlaps another: always take the one that ends first. */
function longestChain(spans) {
  let [count, free] = [0, -Infinity];
  for (const { start, end } of spans.toSorted((a, b) => a.end - b.end)) {
    if (start < free) continue;
    [count, free] = [count + 1, end];
  }
  return count;
}
