import { HttpRequest } from "@smithy/core/protocols";
import { expect, test } from "vitest";
import { outwardHttp2 } from "../../../src/aws/http/outward-http2.ts";
import { httpServer } from "../../helpers/http-server.ts";

test("a server that speaks HTTP/1.1 only is told, with what to leave out", async () => {
  const { hostname, port } = new URL((await httpServer({ status: 200 })).url);
  const handler = outwardHttp2({});
  const request = new HttpRequest({ protocol: "http:", hostname, port: Number(port), method: "POST", path: "/" });
  await expect(handler.handle(request)).rejects.toMatchObject({
    message: `http://127.0.0.1:${port} does not speak HTTP/2, which --fan-out needs.`,
    hint: "Leave --fan-out out.",
    exitCode: 1,
  });
  handler.destroy();
});
