import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { Fault } from "../../fault.ts";
import type { WireRequest, WireResponse } from "../../http/wire.ts";
import type { Dialect } from "../../shape/shape.ts";
import { parseDocument } from "../bounded.ts";
import { decodeCbor } from "../cbor/decode-cbor.ts";
import { encodeCbor } from "../cbor/encode-cbor.ts";
import { FormValue } from "../form.ts";
import { jsonDialect } from "../json-dialect.ts";
import { jsonText } from "../json-wire/json-text.ts";
import { formOf, queryAnswer, queryFault } from "../query.ts";
import { queryDialect } from "../query-dialect.ts";
import type { XmlMembers } from "../xml.ts";

/** A service's names for its errors and answers. */
export interface Names {
  /** Of its XML. */
  readonly namespace: string;
  /** What stands before the name of an error in JSON and CBOR, such as `com.amazonaws.cloudwatch.v2010_08_01`. */
  readonly model: string;
  /** Errors whose code in the Query protocol is not their name. */
  readonly queryCodes: Readonly<Record<string, string>>;
}

/** One of the protocols of such a service. */
export interface WireFormat {
  readonly dialect: Dialect;
  /** The input that the request gives. */
  read(request: WireRequest): unknown;
  answer(operation: string, output: object | undefined): WireResponse;
  refuse(fault: Fault): WireResponse;
}

/** AWS JSON 1.0, Smithy's RPC v2 CBOR and the Query protocol, for a service of those names. Clients of the first two read the
 * error's code in the Query protocol from a header, so that old code that compares codes goes on working. */
export function wireFormats({ namespace, model, queryCodes }: Names) {
  const queryCode = (code: string): string => queryCodes[code] ?? code;
  const json: WireFormat = {
    dialect: namingNumbers,
    read: ({ body }) => parsed(() => parseDocument(body)),
    answer: (_, output) => reply(200, jsonType, output === undefined ? "" : jsonText(output)),
    refuse: (fault) => reply(fault.status, jsonType, jsonText(described(fault)), errorHeader(fault)),
  };
  const cbor: WireFormat = {
    dialect: jsonDialect,
    read: ({ body }) => (body.length === 0 ? {} : parsed(() => decodeCbor(body, "seconds"))),
    answer: (_, output) => reply(200, cborType, encodeCbor(output ?? {}, "seconds"), cborHeader),
    refuse: (fault) =>
      reply(fault.status, cborType, encodeCbor(described(fault)), { ...errorHeader(fault), ...cborHeader }),
  };
  const query: WireFormat = {
    dialect: queryDialect,
    read: (request) => new FormValue(formOf(request)),
    // An output is made of what XML can write.
    answer: (operation, output) => queryAnswer(operation, output as XmlMembers | undefined, namespace),
    refuse: (fault) => queryFault(new Fault(queryCode(fault.code), fault.message, fault.status), namespace),
  };
  return { json, cbor, query };

  function errorHeader({ code, status }: Fault): Readonly<Record<string, string>> {
    return { "x-amzn-query-error": `${queryCode(code)};${status < 500 ? "Sender" : "Receiver"}` };
  }

  function described({ code, message }: Fault): object {
    const shape = genericErrors[code] ?? model;
    return { __type: `${shape}#${code}`, message: message === "" ? undefined : message };
  }
}

/** SDKs write as text what JSON has no number for. */
const namingNumbers: Dialect = {
  ...jsonDialect,
  double(value, reading) {
    const isNamed = value === "NaN" || value === "Infinity" || value === "-Infinity";
    return jsonDialect.double(isNamed ? Number(value) : value, reading);
  },
};

/** Errors that every service has, and the package that JSON names. */
const genericErrors: Readonly<Record<string, string>> = {
  ValidationException: "com.amazon.coral.validate",
  ThrottlingException: "com.amazon.coral.availability",
  SerializationException: "com.amazon.coral.service",
  UnknownOperationException: "com.amazon.coral.service",
  AccessDeniedException: "com.amazon.coral.service",
  MissingAuthenticationTokenException: "com.amazon.coral.service",
  ExpiredTokenException: "com.amazon.coral.service",
  UnrecognizedClientException: "com.amazon.coral.service",
  InternalFailure: "com.amazon.coral.service",
};

const jsonType = "application/x-amz-json-1.0";
const cborType = "application/cbor";
const cborHeader = { "smithy-protocol": "rpc-v2-cbor" };
/** PutMetricData may have 1 MB. */
const mostUnpacked = 1_048_576;

/** The request with its body unpacked: SDKs compress what is larger than 10 KB. */
export function unpacked(request: WireRequest): WireRequest {
  if (request.headers["content-encoding"] !== "gzip") return request;
  return { ...request, body: parsed(() => gunzipSync(request.body, { maxOutputLength: mostUnpacked })) };
}

function parsed<T>(read: () => T): T {
  try {
    return read();
  } catch {
    // AWS's parser says no more than the type.
    throw new Fault("SerializationException", "");
  }
}

function reply(
  status: number,
  type: string,
  body: string | Buffer,
  more: Readonly<Record<string, string>> = {},
): WireResponse {
  return { status, headers: { "x-amzn-RequestId": randomUUID(), "Content-Type": type, ...more }, body };
}
