import type { DeployedApi, DeployedMethod, DeployedResource } from "../account/deployed.ts";
import type { Call } from "./call.ts";
import { compiled } from "./compiled.ts";
import { decodePercent } from "./parameters.ts";
import { notSigned } from "./response/refusals.ts";

/** A call that has found its resource and method. */
export interface Routed {
  readonly call: Call;
  readonly resource: DeployedResource;
  readonly method: DeployedMethod;
  /** The request's HTTP method; the API's may be `ANY`. */
  readonly httpMethod: string;
  /** Decoded, by name. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Node {
  readonly parts: Map<string, Node>;
  param?: { readonly name: string; readonly node: Node };
  greedy?: { readonly name: string; readonly resource: DeployedResource };
  resource?: DeployedResource;
}

type Found = Pick<Routed, "resource" | "method" | "pathParameters">;

/** The resource and method for the path: a literal part beats `{param}`, which beats `{proxy+}`; a method beats ANY. Where
 * one resource lacks the method, the next best is taken. Throws MISSING_AUTHENTICATION_TOKEN or INVALID_SIGNATURE. */
export function route(call: Call): Routed {
  const { api, request } = call;
  const httpMethod = request.headers["x-http-method-override"]?.toUpperCase() ?? request.method;
  const found = find(tree(api), segments(call.path), 0, httpMethod, {});
  if (found === undefined) throw notSigned(request);
  const { resource, method, pathParameters } = found;
  return { call, resource, method, httpMethod, pathParameters };
}

/** The values in `path` of the parameters of a resource path; undefined where it does not match. */
export function matchPath(resourcePath: string, path: string): Readonly<Record<string, string>> | undefined {
  const values = Object.create(null) as Record<string, string>;
  const [wanted, given] = [segments(resourcePath), segments(path)];
  for (const [at, part] of wanted.entries()) {
    const [, name, plus] = /^\{([^}+]+)(\+)?\}$/.exec(part) ?? [];
    const actual = plus === undefined ? given[at] : given.slice(at).join("/");
    if (actual === undefined || actual === "") return undefined;
    if (name === undefined && actual !== part) return undefined;
    if (name !== undefined) values[name] = decodePercent(actual);
    if (plus !== undefined) return values;
  }
  return given.length === wanted.length ? values : undefined;
}

/** A slash at the end counts nowhere, not even for `{proxy+}`: https://github.com/ustayready/fireprox/issues/55. */
function segments(path: string): readonly string[] {
  const parts = path.split("/");
  if (parts[0] === "") parts.shift();
  if (parts.at(-1) === "") parts.pop();
  return parts;
}

const tree = compiled((api: DeployedApi): Node => {
  const root: Node = { parts: new Map() };
  for (const resource of api.resources) {
    let node = root;
    let greedy = false;
    for (const part of segments(resource.path)) {
      const [, name, plus] = /^\{([^}+]+)(\+)?\}$/.exec(part) ?? [];
      if (name !== undefined && plus !== undefined) {
        node.greedy = { name, resource };
        greedy = true;
      } else if (name !== undefined) {
        node.param ??= { name, node: { parts: new Map() } };
        node = node.param.node;
      } else {
        const next = node.parts.get(part) ?? { parts: new Map() };
        node.parts.set(part, next);
        node = next;
      }
    }
    if (!greedy) node.resource = resource;
  }
  return root;
});

function find(
  node: Node,
  parts: readonly string[],
  at: number,
  httpMethod: string,
  params: Readonly<Record<string, string>>,
): Found | undefined {
  const part = parts[at];
  if (part === undefined) return withMethod(node.resource, httpMethod, params);
  const literal = node.parts.get(decodePercent(part));
  const exact = literal === undefined ? undefined : find(literal, parts, at + 1, httpMethod, params);
  if (exact !== undefined) return exact;
  const { param, greedy } = node;
  if (param !== undefined && part !== "") {
    const within = { ...params, [param.name]: decodePercent(part) };
    const matched = find(param.node, parts, at + 1, httpMethod, within);
    if (matched !== undefined) return matched;
  }
  if (greedy === undefined) return undefined;
  const rest = { ...params, [greedy.name]: decodePercent(parts.slice(at).join("/")) };
  return withMethod(greedy.resource, httpMethod, rest);
}

function withMethod(
  resource: DeployedResource | undefined,
  httpMethod: string,
  pathParameters: Readonly<Record<string, string>>,
): Found | undefined {
  const methods = resource?.methods ?? {};
  const method = Object.hasOwn(methods, httpMethod) ? methods[httpMethod] : methods["ANY"];
  return resource === undefined || method === undefined ? undefined : { resource, method, pathParameters };
}
