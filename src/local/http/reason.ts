import { decodeCbor } from "../protocols/cbor/decode-cbor.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

// Larger answers are not errors.
const largestRead = 100_000;

/** Why a request was refused, for a log: the reason that the answer carries, or what it says; undefined for a success. */
export function reasonOf(request: WireRequest, { status, reason, body, headers }: WireResponse): string | undefined {
  if (status === 0) return "the connection was cut";
  if (status < 400) return undefined;
  const said = reason ?? saidIn(body, String(headers["x-amzn-ErrorType"] ?? ""));
  if (status !== 415) return said;
  return `${said ?? "Unsupported Media Type"} (Content-Type: ${request.headers["content-type"] ?? "application/json"})`;
}

/** Code and message of an error, in whichever protocol it is written. */
function saidIn(body: string | Buffer, code: string): string | undefined {
  const { __type, message, Message } = membersOf(body);
  // JSON may name the package of an error.
  const name = typeof __type === "string" ? __type.split("#").at(-1) : code;
  const parts = [name, message ?? Message].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? undefined : parts.join(": ");
}

function membersOf(body: string | Buffer): Readonly<Record<string, unknown>> {
  if (body.length > largestRead) return {};
  const text = body.toString("utf8");
  if (text.startsWith("<")) return { __type: inXml(text, "Code"), message: inXml(text, "Message") };
  try {
    const value: unknown = text.startsWith("{") ? JSON.parse(text) : Buffer.isBuffer(body) ? decodeCbor(body) : {};
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function inXml(text: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#13": "\r", amp: "&" };
  return found?.replace(/&(lt|gt|quot|#13|amp);/g, (_, entity: string) => named[entity] ?? "");
}
