// A sender in a process of its own: node load.js URL CONNECTIONS REQUESTS BODY HEADER…; prints requests a second and latencies as JSON.
import { connect } from "node:net";

const [address, connections, requests, body, ...headers] = process.argv.slice(2);
const url = new URL(address);
const message = Buffer.from(
  [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    "",
    body,
  ].join("\r\n"),
);

let left = Number(requests);
const took = [];
const start = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, send));
const seconds = (performance.now() - start) / 1_000;
took.sort((a, b) => a - b);
const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
console.log(JSON.stringify({ perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) }));

/** Sends on one connection until there is nothing left to send. */
function send() {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true });
    let [answer, sent] = ["", 0];
    const next = () => {
      if (left === 0) return socket.end();
      left -= 1;
      sent = performance.now();
      socket.write(message);
    };
    socket.on("connect", next);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      const head = answer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head))?.[1]);
      if (!answer.startsWith("HTTP/1.1 200") || Number.isNaN(length)) return void socket.destroy(new Error(answer));
      if (answer.length < head + 4 + length) return;
      took.push(performance.now() - sent);
      answer = "";
      next();
    });
    socket.on("error", reject);
    socket.on("close", resolve);
  });
}
