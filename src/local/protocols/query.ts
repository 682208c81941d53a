import { randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { Scope } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { checkForm } from "./bounded.ts";
import { readInput, structure } from "../shape/structure.ts";
import type { Dialect, Shape } from "../shape/shape.ts";
import type { Members, Of } from "../shape/structure.ts";
import { Form, FormValue } from "./form.ts";
import { queryDialect } from "./query-dialect.ts";
import { deniedMessage } from "./service.ts";
import type { Service } from "./service.ts";
import { xmlElement } from "./xml.ts";
import type { XmlMembers } from "./xml.ts";
import { deniedWords } from "../policy/denial.ts";

/** An operation by name. It gives undefined where AWS declares no output at all. */
export interface QueryOperation {
  readonly name: string;
  /** Runs on form parameters, read by the service's dialect, for a caller who needs permission for `action`, such as
   * `iam:CreateRole`. */
  readonly run: (scope: Scope, form: Form, action: string, dialect?: Dialect) => XmlMembers | undefined;
}

/** A service of the Query protocol: forms in, XML out. */
export interface QueryApi {
  readonly name: string;
  readonly version: string;
  /** How values are read and refused, where that is not as usual. */
  readonly dialect?: Dialect;
  readonly operations: readonly QueryOperation[];
  /** Those that are called without a signature. */
  readonly unsigned?: readonly string[];
}

/** Puts an operation together: its name, its parameters, the work, and the resource on which the caller needs permission
 * (none: everybody may). */
export function queryOperation<M extends Members>(
  name: string,
  members: M,
  work: (scope: Scope, input: Of<M>) => XmlMembers | undefined,
  resource?: (scope: Scope, input: Of<M>) => string,
): QueryOperation {
  return shapedOperation(name, structure(members), work, resource);
}

/** The same for an input that is read as any shape. */
export function shapedOperation<T>(
  name: string,
  shape: Shape<T>,
  work: (scope: Scope, input: T) => XmlMembers | undefined,
  resource?: (scope: Scope, input: T) => string,
): QueryOperation {
  const run: QueryOperation["run"] = (scope, form, action, dialect = queryDialect) => {
    const read = readInput(shape, new FormValue(form), dialect);
    if (resource !== undefined) demand(scope, action, resource(scope, read));
    return work(scope, read);
  };
  return { name, run };
}

/** A service that speaks AWS's Query protocol: the parameter `Action` says the operation. */
export function queryService({ name, version, dialect = queryDialect, operations, unsigned = [] }: QueryApi): Service {
  const api: Known = {
    name,
    version,
    dialect,
    namespace: `https://${name}.amazonaws.com/doc/${version}/`,
    operations: new Map(operations.map((operation) => [operation.name, operation.run])),
  };
  const refuse = (fault: Fault): WireResponse => queryFault(fault, api.namespace);
  return {
    name,
    operations: operations.map((operation) => operation.name),
    unsigned,
    takes(request) {
      const asked = queryAction(request);
      return asked.action !== undefined && asked.version === version;
    },
    operationOf: (request) => queryAction(request).action,
    answer: (scope, request) => Promise.resolve(answer(api, scope, request)),
    refuse,
    errors: {
      throttled: () => refuse(new Fault("Throttling", "Rate exceeded")),
      broken: () => refuse(new Fault("ServiceFailure", "Internal failure", 500)),
      denied: (operation) => refuse(new Fault("AccessDenied", deniedMessage(`${name}:${operation}`), 403)),
    },
  };
}

interface Known {
  readonly name: string;
  readonly version: string;
  readonly namespace: string;
  readonly dialect: Dialect;
  readonly operations: ReadonlyMap<string, QueryOperation["run"]>;
}

/** An error as the Query protocol writes it. */
export function queryFault(fault: Fault, namespace: string): WireResponse {
  const type = fault.status >= 500 ? "Receiver" : "Sender";
  // CloudWatch has errors without a message.
  const error = xmlElement("Error", { Type: type, Code: fault.code, Message: fault.message || undefined });
  return reply(fault.status, "ErrorResponse", namespace, error, (id) => xmlElement("RequestId", id));
}

/** The answer of an action as the Query protocol writes it; undefined is no output at all. */
export function queryAnswer(action: string, output: XmlMembers | undefined, namespace: string): WireResponse {
  const result = output === undefined ? "" : xmlElement(`${action}Result`, output);
  return reply(200, `${action}Response`, namespace, result, (id) => xmlElement("ResponseMetadata", { RequestId: id }));
}

/** The Action and Version parameters; empty when the form is too large to be read. */
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

function answer(api: Known, scope: Scope, request: WireRequest): WireResponse {
  try {
    const form = formOf(request);
    const action = form.get("Action") ?? "";
    const operation = api.operations.get(action);
    if (operation === undefined || (form.get("Version") ?? api.version) !== api.version) throw unknown(form, api);
    return queryAnswer(action, operation(scope, form, `${api.name}:${action}`, api.dialect), api.namespace);
  } catch (error) {
    return queryFault(error instanceof Fault ? error : internal(error), api.namespace);
  }
}

function unknown(form: Form, api: Known): Fault {
  const action = form.get("Action");
  if (action === undefined) return new Fault("MissingAction", "Request is missing the Action parameter.");
  const version = form.get("Version") ?? api.version;
  // AWS ends after the version.
  const message = `Could not find operation ${action} for version ${version}: this local AWS does not have it.`;
  return new Fault("InvalidAction", message);
}

function demand(scope: Scope, action: string, resource: string): void {
  const { caller } = scope;
  if (caller.allows(action, resource)) return;
  throw new Fault("AccessDenied", deniedWords(caller, action, resource), 403);
}

function internal(error: unknown): Fault {
  return new Fault("InternalFailure", error instanceof Error ? error.message : String(error), 500);
}

/** The parameters of a request. Throws ValidationError for more of them than any operation has. */
export function formOf({ headers, query, body }: WireRequest): Form {
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
