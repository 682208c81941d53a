import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { write } from "../../../src/local/http/write.ts";

test("a client that reads nothing of a stream is dropped, and the stream ends", async () => {
  let pieces = 0;
  let resolve = (): void => undefined;
  const ended = new Promise<void>((done) => (resolve = done));
  async function* stream(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield Buffer.alloc(65_536, (pieces += 1) % 256);
    } finally {
      resolve();
    }
  }
  const server = createServer((request, response) => {
    write(response, request, { status: 200, headers: {}, body: "", stream: stream(), readWithin: 20 });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  socket.on("error", () => undefined);
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await ended;
  // What the system takes on its way, and nothing for the client to read later.
  expect(pieces).toBeLessThan(500);
  socket.destroy();
  server.close();
});
