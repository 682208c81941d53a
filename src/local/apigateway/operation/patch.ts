import { badRequest } from "../faults.ts";
import { list } from "../../shape/collection.ts";
import { oneOf, text } from "../../shape/text.ts";
import { structure } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";

const operationMembers = {
  op: oneOf("add", "remove", "move", "test", "replace", "copy"),
  path: text(),
  value: text(),
  from: text(),
};

/** The body of every Update… operation. */
export const patchBody = { patchOperations: list(structure(operationMembers)) };

/** One operation of a patch. */
export type PatchOperation = Of<typeof operationMembers>;
type Op = "add" | "remove" | "replace";

/** What one operation does to the record: `key` is the unescaped name in the path, "" where the path has none. */
export type Change<T> = (record: T, value: string | undefined, key: string) => T;

/** What may be patched at a path. A last segment of `{…}` stands for one escaped name. */
export interface PatchRule<T> {
  readonly path: string;
  readonly changes: Readonly<Partial<Record<Op, Change<T>>>>;
  /** Says which paths are meant, where the template cannot; `key` is then the whole path as it came. */
  readonly pattern?: RegExp;
  /** AWS's sentence when the path does not take the operation. */
  readonly refusal?: string;
}

/** Applies the operations in turn. `record` stays as it was when one of them is refused. */
export function applyPatch<T>(
  record: T,
  operations: readonly PatchOperation[] | undefined,
  rules: readonly PatchRule<T>[],
  refuse: (operation: PatchOperation, rule: PatchRule<T> | undefined) => Error = refusePlainly,
): T {
  return (operations ?? []).reduce((patched, operation) => {
    const { rule, key } = find(operation.path, rules);
    const change = rule?.changes[operation.op as Op];
    if (change === undefined) throw refuse(operation, rule);
    return change(patched, operation.value, key);
  }, record);
}

/** Most resources name the path that is wrong, or the operations that it takes. */
function refusePlainly<T>(operation: PatchOperation, rule: PatchRule<T> | undefined): Error {
  if (rule === undefined) return badRequest(`Invalid patch path ${operation.path ?? "null"}`);
  return badRequest(
    rule.refusal ?? `Invalid patch operation specified. Must be one of: [${Object.keys(rule.changes).join(", ")}]`,
  );
}

/** Some resources list the paths that the operation takes; AWS's sentence has two spaces. */
export function refuseByPath<T>(rules: readonly PatchRule<T>[]): (operation: PatchOperation) => Error {
  return ({ op, path }) => {
    const paths = rules.filter((rule) => op !== undefined && op in rule.changes).map((rule) => rule.path);
    const advice = paths.length === 0 ? "Please choose supported operations" : `Must be one of: [${paths.join(", ")}]`;
    return badRequest(`Invalid patch path  '${path ?? "null"}' specified for op '${op ?? "null"}'. ${advice}`);
  };
}

function find<T>(path: string | undefined, rules: readonly PatchRule<T>[]): { rule?: PatchRule<T>; key: string } {
  if (path === undefined) return { key: "" };
  const segments = path.split("/");
  for (const rule of rules) {
    if (rule.pattern !== undefined) {
      if (rule.pattern.test(path)) return { rule, key: path };
      continue;
    }
    const wanted = rule.path.split("/");
    if (wanted.length !== segments.length) continue;
    if (!wanted.every((segment, i) => segment.startsWith("{") || segment === segments[i])) continue;
    const key = wanted.at(-1)?.startsWith("{") === true ? unescapePointer(segments.at(-1) ?? "") : "";
    return { rule, key };
  }
  return { key: "" };
}

/** A JSON Pointer's segment as it was before `~1` stood for a slash and `~0` for a tilde. */
export function unescapePointer(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
