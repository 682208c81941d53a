import { randomUUID } from "node:crypto";
import type { Fault } from "../../fault.ts";
import type { WireResponse } from "../../http/wire.ts";
import { encodeCbor } from "./encode-cbor.ts";

/** An error as Smithy's RPC v2 CBOR writes it, which the SDKs speak to CloudWatch. */
export function rpcCborError({ code, message, status }: Fault): WireResponse {
  const headers = {
    "x-amzn-RequestId": randomUUID(),
    "smithy-protocol": "rpc-v2-cbor",
    "Content-Type": "application/cbor",
  };
  return { status, headers, body: encodeCbor({ __type: code, message }) };
}
