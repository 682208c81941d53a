import { Cursor } from "./cursor.ts";
import { parseFilter } from "./filter.ts";
import { InvalidPath, pathOf } from "./path.ts";
import type { Argument, Path, Step } from "./path.ts";
import { parseJson } from "../values/json-parse.ts";
import { walk } from "./walk.ts";

const name = /[^.[( ]+/y;
const nameInFilter = /[^.[() =<>!~]+/y;
const list = /[ ]*([\d:-][\d:, -]*)\]/y;
const quoted = /[ ]*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")[ ]*/y;

/** A JSON path as Jayway's JsonPath 2.10 (https://github.com/json-path/JsonPath) reads it: `$.a['b'][0,1][1:3]..c[*][?(@.d > 1)]`,
 * with its functions and its corners. A path without `$` starts at the root, too. Throws InvalidPath. */
export function parsePath(text: string): Path {
  const trimmed = text.replace(/ +$/, "");
  const cursor = new Cursor(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`);
  if (text === "" || cursor.text.endsWith(".")) throw invalid(cursor);
  cursor.at = 1;
  const path = parseSteps(cursor);
  if (!cursor.done) throw invalid(cursor);
  return path;
}

/** The steps from right here on, as far as they go. A function behind `..` has all before it as its argument. */
function parseSteps(cursor: Cursor, inFilter = false): Path {
  const steps: Step[] = [];
  for (;;) {
    if (cursor.skip("..")) {
      steps.push({ type: "deep" });
      if (cursor.next === ".") throw invalid(cursor);
      steps.push(cursor.skip("[") ? bracketed(cursor) : named(cursor, inFilter));
    } else if (cursor.skip("[")) {
      steps.push(bracketed(cursor));
      // One character behind a bracket is not looked at.
      if (!inFilter && cursor.text.length - cursor.at === 1) cursor.at++;
    } else if (cursor.skip(".")) {
      if (cursor.next === "[") continue;
      steps.push(named(cursor, inFilter));
    } else if (steps.length > 0 && !inFilter && !cursor.done) {
      steps.push(named(cursor, inFilter));
    } else return inverted(steps);
  }
}

function inverted(steps: readonly Step[]): Path {
  const at = steps.findIndex(({ type }) => type === "function");
  if (steps[0]?.type !== "deep" || steps.at(-1)?.type !== "function") return pathOf(steps);
  const called = steps[at];
  if (called?.type !== "function") return pathOf(steps);
  return pathOf([{ ...called, args: [argumentOf(pathOf(steps.slice(0, at)))] }, ...steps.slice(at + 1)]);
}

function named(cursor: Cursor, inFilter: boolean): Step {
  if (cursor.skip("*")) return { type: "wildcard" };
  const found = cursor.take(inFilter ? nameInFilter : name)?.[0];
  if (found === undefined) throw invalid(cursor);
  if (cursor.next !== "(") return { type: "names", names: [found] };
  cursor.at++;
  return { type: "function", name: found, args: parseArguments(cursor) };
}

function parseArguments(cursor: Cursor): readonly Argument[] {
  const args: Argument[] = [];
  for (;;) {
    cursor.take(/\s*/y);
    if (cursor.skip(")")) return args;
    if (cursor.next === "$" || cursor.next === "@") {
      cursor.at++;
      const text = cursor.take(/(?:[^(),]|\([^()]*\))*/y)?.[0] ?? "";
      args.push(argumentOf(parsePath(`$${text.trimEnd()}`)));
    } else {
      const text = cursor.take(/"(?:[^"\\]|\\.)*"|\{[^{}]*\}|-?[\d.eE+-]+/y)?.[0];
      if (text === undefined) throw invalid(cursor);
      const value = parseJson(text);
      args.push({ value: () => value, counted: () => undefined });
    }
    cursor.take(/\s*/y);
    if (!cursor.skip(",") && cursor.next !== ")") throw invalid(cursor);
  }
}

function argumentOf(path: Path): Argument {
  const value: Argument["value"] = (from) => walk(path, from, from);
  if (path.steps.at(-1)?.type === "function") return { value, counted: value };
  const items = { ...pathOf([...path.steps, { type: "wildcard" }]), isDefinite: path.isDefinite };
  return { value, counted: (from) => walk(items, from, from) };
}

function bracketed(cursor: Cursor): Step {
  if (cursor.take(/[ ]*\*[ ]*\]/y) !== undefined) return { type: "wildcard" };
  if (cursor.take(/[ ]*\?[ ]*\(/y) !== undefined) {
    const filter = parseFilter(cursor, (inner) => parseSteps(inner, true));
    if (cursor.take(/[ ]*\)[ ]*\]/y) === undefined) throw invalid(cursor);
    return { type: "filter", filter };
  }
  const text = cursor.take(list)?.[1]?.trim();
  if (text === undefined) return { type: "names", names: quotedNames(cursor) };
  if (!text.includes(":")) return { type: "indices", indices: text.split(/\s*,\s*/).map(whole) };
  if (/[^\d:-]/.test(text)) throw invalid(cursor);
  const [from = "", to = ""] = text.split(":");
  if (from === "" && to === "") throw invalid(cursor);
  return { type: "slice", from: from === "" ? undefined : whole(from), to: to === "" ? undefined : whole(to) };
}

/** Java's Integer. */
function whole(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value !== Math.trunc(value) || (value | 0) !== value) {
    throw new InvalidPath(`Invalid JSON path: ${text} is no index`);
  }
  return value;
}

function quotedNames(cursor: Cursor): readonly string[] {
  const names: string[] = [];
  do {
    const found = cursor.take(quoted);
    if (found === undefined) throw invalid(cursor);
    names.push((found[1] ?? found[2] ?? "").replace(/\\(.)/g, "$1"));
  } while (cursor.skip(","));
  cursor.expect("]");
  return names;
}

function invalid({ text }: Cursor): InvalidPath {
  return new InvalidPath(`Invalid JSON path: ${text}`);
}
