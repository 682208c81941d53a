import { deflateSync, gzipSync } from "node:zlib";
import type { WireResponse } from "../../http/wire.ts";
import type { Call } from "../call.ts";

type Body = WireResponse["body"];

const codings: Readonly<Record<string, (body: Body) => Buffer>> = {
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
};

/** The answer as the caller takes it: compressed from the API's minimum size on, unless the integration has done so. */
export function compressed(response: WireResponse, { api, request }: Pick<Call, "api" | "request">): WireResponse {
  const { minimumCompressionSize } = api;
  if (minimumCompressionSize === undefined) return response;
  const size = Buffer.byteLength(response.body);
  if (size < minimumCompressionSize || size === 0) return response;
  const coding = codingFor(request.headers["accept-encoding"] ?? "");
  const compress = codings[coding ?? ""];
  if (coding === undefined || compress === undefined) return response;
  if (Object.keys(response.headers).some((name) => name.toLowerCase() === "content-encoding")) return response;
  return {
    ...response,
    headers: { ...response.headers, "Content-Encoding": coding },
    body: compress(response.body),
  };
}

/** The coding that the caller names and likes most. "The highest-priority content encoding must be one supported by API Gateway", and
 * "without an explicit specification of supported Accept-Encoding header values, API Gateway does not compress". */
export function codingFor(acceptEncoding: string): string | undefined {
  const asked = acceptEncoding.split(",").map((one) => {
    const [name = "", ...parameters] = one.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((part) => part.startsWith("q="))?.slice("q=".length);
    return { name, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const most = Math.max(...asked.map(({ weight }) => weight));
  if (most === 0) return undefined;
  return asked.find(({ name, weight }) => weight === most && Object.hasOwn(codings, name))?.name;
}
