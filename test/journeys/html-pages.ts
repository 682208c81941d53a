import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import type { Local } from "../../src/local/index.ts";

/** A front end before the local AWS that answers the n-th call with a web page instead, after the work or before it. */
export async function htmlPageAt(local: Pick<Local, "port">, { call, after }: { call: number; after: boolean }) {
  let calls = 0;
  const server = createServer(async (request, response) => {
    calls += 1;
    const page = calls === call;
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    const answer = async () => {
      const { host: _, connection: __, "content-length": ___, ...headers } = request.headers as Record<string, string>;
      const { method = "GET", url = "/" } = request;
      const bodied = method === "GET" || method === "HEAD" ? {} : { body };
      return fetch(`http://127.0.0.1:${local.port}${url}`, { method, headers, ...bodied });
    };
    const seen = page && !after ? undefined : await answer();
    if (page || seen === undefined) {
      response.writeHead(502, { "content-type": "text/html" }).end("<html><body>Bad gateway</body></html>");
      return;
    }
    const bytes = Buffer.from(await seen.arrayBuffer());
    const { "content-encoding": _, "transfer-encoding": __, ...headers } = Object.fromEntries(seen.headers);
    response.writeHead(seen.status, { ...headers, "content-length": bytes.length }).end(bytes);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { endpoint: `http://127.0.0.1:${port}`, calls: () => calls };
}
