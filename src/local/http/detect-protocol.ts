import type { Socket } from "node:net";

const http2Preface = "PRI ";

/** Reads just enough to tell the protocol, then puts it back and hands over. Drops a connection that ends first. */
export function detectProtocol(socket: Socket, handOver: (protocol: "HTTP/1.1" | "HTTP/2") => void): void {
  // What is put back makes the socket readable at once: until the protocol is known, the bytes are kept here instead.
  let first = Buffer.alloc(0);
  const look = (): void => {
    const more = socket.read() as Buffer | null;
    if (more === null) return;
    first = Buffer.concat([first, more]);
    const start = first.toString("latin1", 0, http2Preface.length);
    if (start.length < http2Preface.length && http2Preface.startsWith(start)) return;
    socket.off("readable", look).off("end", drop);
    socket.unshift(first);
    handOver(start === http2Preface ? "HTTP/2" : "HTTP/1.1");
  };
  const drop = (): void => void socket.destroy();
  socket.on("readable", look).on("end", drop);
}
