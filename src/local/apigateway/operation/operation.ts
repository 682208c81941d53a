import { restJsonDialect } from "../../protocols/rest-json-dialect.ts";
import type { RestInput, RestOperation } from "../../protocols/rest-json.ts";
import type { Operation, Scope } from "../../account/scope.ts";
import { checkAccess } from "./access.ts";
import { refuseProblems, structure } from "../../shape/structure.ts";
import type { Reading } from "../../shape/shape.ts";
import type { Members, Of } from "../../shape/structure.ts";

type PathNames<R extends string> = R extends `${string}{${infer N}}${infer Rest}` ? Plain<N> | PathNames<Rest> : never;
type Plain<N extends string> = N extends `${infer P}+` ? P : N;

interface Description<R extends string, Q extends string, M extends Members> {
  /** As AWS calls it, such as `GetRestApi`. */
  readonly name: string;
  /** Method and path template, such as `GET /restapis/{restApiId}`. */
  readonly route: R;
  /** Query parameters that must have these values. */
  readonly where?: Readonly<Record<string, string>>;
  readonly ok: number;
  /** Names of query parameters. */
  readonly query?: readonly Q[];
  /** Constraints on path parameters, and on the first value of query parameters. */
  readonly path?: Members;
  readonly asked?: Members;
  readonly body?: M;
  /** The body is a document of its own, not the members of the input. */
  readonly payload?: true;
  /** `payload` is empty unless the operation has one; `accept` is the media type that the caller asks for. */
  run(scope: Scope, input: Input<R, Q, M>, payload: Buffer, accept?: string): unknown;
}

type Input<R extends string, Q extends string, M extends Members> = Readonly<Record<PathNames<R>, string>> & {
  readonly [K in Q]?: readonly string[];
} & Of<M>;

const nothing = Buffer.alloc(0);

/** Describes an operation once: its request, its input, what it does. Before it runs it checks the caller's permission and
 * reads the input, so that `run` is a function of scope and input alone. */
export function operation<
  R extends string,
  Q extends string = never,
  M extends Members = Readonly<Record<never, never>>,
>(description: Description<R, Q, M>): RestOperation {
  const { name, route, where, ok, query = [], path: pathMembers = {}, body: bodyMembers = {}, payload } = description;
  const askedShape = structure(description.asked ?? {});
  const [method = "", path = ""] = route.split(" ");
  const pathShape = structure(pathMembers);
  const bodyShape = structure(bodyMembers);
  const label = `${name.charAt(0).toLowerCase()}${name.slice(1)}Input`;
  const run: Operation<RestInput, unknown> = (scope, request) => {
    checkAccess(scope, method, fill(path, request.path));
    const reading: Reading = { dialect: restJsonDialect, problems: [], remarks: [] };
    const body = payload === undefined ? bodyShape.read(request.body, label, reading) : {};
    pathShape.read(request.path, "", reading);
    const asked = Object.fromEntries(query.map((each) => [each, request.query[each]]));
    if (description.asked !== undefined) askedShape.read(firstOf(asked), "", reading);
    refuseProblems(reading);
    const input = { ...request.path, ...asked, ...body } as unknown as Input<R, Q, M>;
    const bytes = Buffer.isBuffer(request.body) ? request.body : nothing;
    return description.run(scope, input, bytes, request.accept);
  };
  const more = { ...(where === undefined ? {} : { query: where }), ...(payload === undefined ? {} : { payload }) };
  return { name, method, path, ok, run, ...more };
}

function firstOf(asked: Readonly<Record<string, readonly string[] | undefined>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(asked).map(([name, values]) => [name, values?.[0]]));
}

function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => values[name] ?? "");
}
