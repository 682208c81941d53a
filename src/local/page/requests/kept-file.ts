import { isUtf8 } from "node:buffer";
import type { Recorded } from "../../requests/recorded.ts";
import type { KeptFile, NewRequest } from "../api/replay.ts";

/** The request as a file for a test: what to send, and what was answered. */
export function keptFile(recorded: Recorded): KeptFile {
  const { id, request, target, status } = recorded;
  const { method, query, rawHeaders, body } = request;
  const path = target.path === "" ? "/" : target.path;
  const encoding = isUtf8(body) ? "text" : "base64";
  const sent: NewRequest = {
    apiId: target.apiId,
    stage: target.stage,
    method,
    path: query === "" ? path : `${path}?${query}`,
    headers: Array.from({ length: rawHeaders.length / 2 }, (_, at) => [
      rawHeaders[2 * at] ?? "",
      rawHeaders[2 * at + 1] ?? "",
    ]),
    body: { encoding, text: body.toString(encoding === "text" ? "utf8" : "base64") },
  };
  const words = path
    .split("/")
    .map((word) => word.replace(/[^\w-]+/g, "-"))
    .filter((word) => word !== "");
  const name = [method.toLowerCase(), ...words, id].join("-").slice(0, 80);
  return { name: `${name}.request.json`, text: `${JSON.stringify({ request: sent, status }, undefined, 2)}\n` };
}
