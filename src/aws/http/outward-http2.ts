import { NodeHttp2Handler } from "@smithy/node-http-handler";
import { UsageError } from "../../engine/errors.ts";
import { refusePlainRequest } from "./plain-http.ts";
import { proxyFor } from "./proxy-for.ts";

/** HTTP/2 straight to AWS, for the one call that needs it. */
export function outwardHttp2(env: Readonly<Record<string, string | undefined>>): NodeHttp2Handler {
  const handler = new NodeHttp2Handler({ requestTimeout: 0, sessionTimeout: 0 });
  const send = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    refusePlainRequest(request);
    const url = new URL(`${request.protocol}//${request.hostname}:${request.port ?? ""}`);
    if (proxyFor(url, env) !== undefined)
      throw new UsageError(
        "--fan-out needs HTTP/2, which does not go through the proxy of HTTPS_PROXY.",
        `Leave --fan-out out, or name ${request.hostname} in NO_PROXY.`,
      );
    return send(request, options);
  };
  return handler;
}
