import { NodeHttp2Handler } from "@smithy/node-http-handler";
import { CliError, UsageError } from "../../engine/errors.ts";
import { refusePlainRequest } from "./plain-http.ts";
import { proxyFor } from "./proxy-for.ts";

/** HTTP/2 straight to AWS, for the one call that needs it. */
export function outwardHttp2(env: Readonly<Record<string, string | undefined>>): NodeHttp2Handler {
  const handler = new NodeHttp2Handler({ requestTimeout: 0, sessionTimeout: 0 });
  let spoken = false;
  const send = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    refusePlainRequest(request);
    const url = new URL(`${request.protocol}//${request.hostname}:${request.port ?? ""}`);
    if (proxyFor(url, env) !== undefined)
      throw new UsageError(
        "--fan-out needs HTTP/2, which does not go through the proxy of HTTPS_PROXY.",
        `Leave --fan-out out, or name ${request.hostname} in NO_PROXY.`,
      );
    try {
      const answer = await send(request, options);
      spoken = true;
      return answer;
    } catch (error) {
      // An answer in HTTP/1.1, as of most emulators.
      if (spoken || (error as { code?: unknown }).code !== "ERR_HTTP2_ERROR") throw error;
      throw new CliError(`${url.origin} does not speak HTTP/2, which --fan-out needs.`, {
        hint: "Leave --fan-out out.",
      });
    }
  };
  return handler;
}
