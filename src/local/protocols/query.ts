import { randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { Scope, Service } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { checkForm } from "./bounded.ts";
import { readInput } from "./fields.ts";
import type { Fields, Input } from "./fields.ts";
import { Form } from "./form.ts";
import { xmlElement } from "./xml.ts";
import type { XmlMembers } from "./xml.ts";

/** An operation with its input still in form parameters. Gives undefined where AWS declares no output at all. */
export type QueryOperation = (scope: Scope, form: Form, action: string) => XmlMembers | undefined;

/** A service of the Query protocol: forms in, XML out. */
export interface QueryApi {
  readonly version: string;
  readonly namespace: string;
  /** By AWS's name, such as `CreateRole`. */
  readonly operations: Readonly<Record<string, QueryOperation>>;
}

/** Puts an operation together: its parameters, the resource on which the caller needs permission for `permission(action)`
 * (none: everybody may), and the work. */
export function queryOperation<F extends Fields>(
  service: string,
  input: F,
  work: (scope: Scope, input: Input<F>) => XmlMembers | undefined,
  resource?: (scope: Scope, input: Input<F>) => string,
): QueryOperation {
  return (scope, form, action) => {
    const read = readInput(input, form);
    if (resource !== undefined) demand(scope, `${service}:${action}`, resource(scope, read));
    return work(scope, read);
  };
}

/** The front door of a Query service. */
export function queryService(api: QueryApi): Service {
  return (scope, request) => Promise.resolve(answer(api, scope, request));
}

/** An error as the Query protocol writes it. */
export function queryFault(fault: Fault, namespace: string): WireResponse {
  const type = fault.status >= 500 ? "Receiver" : "Sender";
  const error = xmlElement("Error", { Type: type, Code: fault.code, Message: fault.message });
  return reply(fault.status, "ErrorResponse", namespace, error, (id) => xmlElement("RequestId", id));
}

/** What the caller asked for: the Action and Version parameters; nothing when the form is too large to be read. */
export function queryAction(request: WireRequest): { readonly action?: string; readonly version?: string } {
  let form: Form;
  try {
    form = formOf(request);
  } catch {
    return {};
  }
  const [action, version] = [form.get("Action"), form.get("Version")];
  return { ...(action === undefined ? {} : { action }), ...(version === undefined ? {} : { version }) };
}

function answer(api: QueryApi, scope: Scope, request: WireRequest): WireResponse {
  try {
    const form = formOf(request);
    const action = form.get("Action") ?? "";
    const operation = Object.hasOwn(api.operations, action) ? api.operations[action] : undefined;
    if (operation === undefined || (form.get("Version") ?? api.version) !== api.version) throw unknown(form, api);
    const output = operation(scope, form, action);
    const result = output === undefined ? "" : xmlElement(`${action}Result`, output);
    return reply(200, `${action}Response`, api.namespace, result, (id) =>
      xmlElement("ResponseMetadata", { RequestId: id }),
    );
  } catch (error) {
    return queryFault(error instanceof Fault ? error : internal(error), api.namespace);
  }
}

function unknown(form: Form, api: QueryApi): Fault {
  const action = form.get("Action");
  if (action === undefined) return new Fault("MissingAction", "Request is missing the Action parameter.");
  const version = form.get("Version") ?? api.version;
  return new Fault("InvalidAction", `Could not find operation ${action} for version ${version}`);
}

function demand(scope: Scope, action: string, resource: string): void {
  const { caller } = scope;
  if (caller.allows(action, resource)) return;
  throw new Fault(
    "AccessDenied",
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    403,
  );
}

function internal(error: unknown): Fault {
  return new Fault("InternalFailure", error instanceof Error ? error.message : String(error), 500);
}

function formOf({ headers, query, body }: WireRequest): Form {
  const isForm = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  if (isForm) checkForm(body);
  return new Form(query, isForm ? body.toString("utf8") : "");
}

function reply(
  status: number,
  root: string,
  namespace: string,
  content: string,
  tail: (id: string) => string,
): WireResponse {
  const id = randomUUID();
  return {
    status,
    headers: { "Content-Type": "text/xml", "x-amzn-RequestId": id },
    body: `<${root} xmlns="${namespace}">${content}${tail(id)}</${root}>\n`,
  };
}
