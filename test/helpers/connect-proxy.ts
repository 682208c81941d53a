import { createServer as createHttp, type IncomingMessage } from "node:http";
import { createServer as createHttps } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { certificate } from "./certificate.ts";
import type { Reply } from "./http-server.ts";

/** A real HTTP proxy on the loopback, behind which every host is one TLS server that gives this reply. */
export async function connectProxy(reply: Reply) {
  const [tunnels, asked]: [IncomingMessage[], IncomingMessage[]] = [[], []];
  const sockets = new Set<Socket>();
  const world = createHttps(certificate, (request, response) => {
    asked.push(request);
    request.resume().on("end", () => response.writeHead(reply.status, reply.headers).end(reply.body));
  });
  const proxy = createHttp().on("connect", (request, client: Socket) => {
    tunnels.push(request);
    const upstream = connect((world.address() as AddressInfo).port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => undefined));
  });
  for (const server of [world, proxy]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    world.close();
    proxy.close();
  });
  return {
    /** Without a scheme, as it is often written. */
    address: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    /** Hosts and ports that were asked for. */
    tunnels: () => tunnels.map(({ url }) => url),
    logins: () => tunnels.map(({ headers }) => headers["proxy-authorization"]),
    /** What the server behind it was asked. */
    asked: () => asked.map(({ method, headers, url }) => `${method} ${headers.host}${url}`),
  };
}
