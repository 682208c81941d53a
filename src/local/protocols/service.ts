import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";

/** A service as its protocol makes it: how requests find it, what it answers, and how it words errors. */
export interface Service {
  /** Such as `kinesis`. */
  readonly name: string;
  /** Its name in signatures, where that is another. */
  readonly signedAs?: string;
  /** AWS's names of its operations. */
  readonly operations: readonly string[];
  /** Those that are called without a signature. */
  readonly unsigned?: readonly string[];
  /** Is this unsigned request meant for the service? */
  takes(request: WireRequest): boolean;
  /** May the web page behind this request call, although it is not of this origin? None may when left out. */
  invites?(account: Scope["account"], request: WireRequest): boolean;
  /** AWS's name of the operation that a request calls. */
  operationOf(request: WireRequest): string | undefined;
  /** Runs the operation and writes the answer, at once where the operation does; never throws. */
  answer(scope: Scope, request: WireRequest): WireResponse | Promise<WireResponse>;
  /** Refuses the caller before any operation. */
  refuse(fault: Fault, request: WireRequest): WireResponse;
  readonly errors: ErrorAnswers;
}

/** What a service says when something goes wrong, in its own words and in the protocol of the request; `operation` is AWS's name
 * of it. */
export interface ErrorAnswers {
  throttled(operation: string, request: WireRequest): WireResponse;
  broken(request: WireRequest): WireResponse;
  denied(operation: string, request: WireRequest): WireResponse;
}

/** How a request without a signature is refused; protocols with names of their own translate it. */
export const MISSING_TOKEN = "MissingAuthenticationToken";

// The JSON protocols have names of their own for what Query calls ExpiredToken and so on.
const jsonNames: Readonly<Record<string, string>> = {
  [MISSING_TOKEN]: "MissingAuthenticationTokenException",
  ExpiredToken: "ExpiredTokenException",
  InvalidClientTokenId: "UnrecognizedClientException",
  IncompleteSignature: "IncompleteSignatureException",
  InvalidSignature: "InvalidSignatureException",
};

/** Code and message of a refusal as the JSON protocols have them. */
export function jsonRefusal({ code, message }: Fault): { readonly code: string; readonly message: string } {
  return {
    code: jsonNames[code] ?? code,
    message: code === MISSING_TOKEN ? "Missing Authentication Token" : message,
  };
}

/** What a caller without permission is told by `--fault deny`. */
export function deniedMessage(action: string): string {
  return `User is not authorized to perform: ${action}`;
}

/** AWS says no more than the code. A sentence is ours: whoever reads it asks this AWS for something that AWS has. */
export function unknownOperation(asked: string, status = 400): Fault {
  return new Fault("UnknownOperationException", `The local AWS does not know the operation ${asked}.`, status);
}
