import { Fault } from "../../fault.ts";
import type { WireRequest } from "../../http/wire.ts";
import { checkSize } from "../bounded.ts";
import { queryAction } from "../query.ts";
import { deniedMessage, jsonRefusal, unknownOperation } from "../service.ts";
import type { Service } from "../service.ts";
import { unpacked, wireFormats } from "./wire-format.ts";
import type { Names, WireFormat } from "./wire-format.ts";
import type { WireOperation } from "./wire-operation.ts";

/** A service that came from the Query protocol and speaks newer ones as well. */
export interface QueryCompatibleApi extends Names {
  readonly name: string;
  readonly signedAs: string;
  /** Of the Query protocol. */
  readonly version: string;
  /** What stands before the operation in `X-Amz-Target`, and in the path of CBOR. */
  readonly target: string;
  readonly operations: readonly WireOperation[];
}

/** Such a service: AWS JSON 1.0 (SDK for JavaScript, AWS CLI), RPC v2 CBOR (SDK for Go, hence Terraform) and forms (older SDKs). */
export function queryCompatibleService(api: QueryCompatibleApi): Service {
  const { name, signedAs, version, target, operations } = api;
  const formats = wireFormats(api);
  const known = new Map(operations.map((operation) => [operation.name, operation.run]));
  const prefix = `${target}.`;
  const path = new RegExp(`^/service/${target}/operation/(\\w+)$`);

  const formatOf = ({ headers }: WireRequest): WireFormat => {
    if (headers["smithy-protocol"] === "rpc-v2-cbor") return formats.cbor;
    return headers["x-amz-target"] === undefined ? formats.query : formats.json;
  };
  const operationOf = (request: WireRequest): string | undefined => {
    const asked = request.headers["x-amz-target"];
    if (asked !== undefined) return asked.startsWith(prefix) ? asked.slice(prefix.length) : asked;
    return path.exec(request.path)?.[1] ?? queryAction(request).action;
  };
  const refuse: Service["refuse"] = (fault, request) => {
    const format = formatOf(request);
    if (format === formats.query) return format.refuse(fault);
    const { code, message } = jsonRefusal(fault);
    return format.refuse(new Fault(code, message, fault.status));
  };

  return {
    name,
    signedAs,
    operations: operations.map((operation) => operation.name),
    takes: (request) =>
      request.headers["x-amz-target"]?.startsWith(prefix) === true ||
      path.test(request.path) ||
      queryAction(request).version === version,
    operationOf,
    answer(scope, given) {
      const format = formatOf(given);
      try {
        const request = unpacked(given);
        checkSize(request.body);
        const operation = operationOf(request) ?? "";
        const run = known.get(operation);
        if (run === undefined) throw format === formats.query ? unknownAction(operation) : unknownOperation(operation);
        return format.answer(operation, run(scope, format.read(request), format.dialect, `${name}:${operation}`));
      } catch (error) {
        return format.refuse(error instanceof Fault ? error : new Fault("InternalFailure", String(error), 500));
      }
    },
    refuse,
    errors: {
      throttled: (_, request) => formatOf(request).refuse(new Fault("ThrottlingException", "Rate exceeded")),
      broken: (request) => formatOf(request).refuse(new Fault("InternalFailure", "Internal failure", 500)),
      denied: (operation, request) =>
        formatOf(request).refuse(new Fault("AccessDeniedException", deniedMessage(`${name}:${operation}`), 403)),
    },
  };
}

function unknownAction(operation: string): Fault {
  if (operation === "") return new Fault("MissingAction", "Request is missing the Action parameter.");
  return new Fault("InvalidAction", `Could not find operation ${operation}`);
}
