import { randomUUID } from "node:crypto";
import type { Fault } from "../fault.ts";
import type { WireResponse } from "../http/wire.ts";
import { xmlElement } from "./xml.ts";

/** An error as S3 writes it; clients of the other REST-XML services read code and message from it as well. */
export function restXmlError({ code, message, status }: Fault): WireResponse {
  const id = randomUUID();
  const error = xmlElement("Error", { Code: code, Message: message, RequestId: id });
  return {
    status,
    headers: { "Content-Type": "application/xml", "x-amz-request-id": id },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${error}`,
  };
}
