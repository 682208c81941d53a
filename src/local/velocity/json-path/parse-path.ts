import { Cursor } from "./cursor.ts";
import { TemplateError } from "../template-error.ts";
import { parseFilter } from "./filter.ts";
import type { Path, Step } from "./path.ts";

const root = /[ ]*[$@]/y;
const functionName = /\.(length|size|min|max|avg|sum|stddev|keys|first|last)\(\)/y;
const name = /[^.[\]()*'", ?@]+/y;
const nameInFilter = /[^.[\]()*'", ?@=<>!&|~]+/y;
const numbers = /[ ]*-?\d+[ ]*(?:,[ ]*-?\d+[ ]*)*\]/y;
const slice = /[ ]*(-?\d+)?[ ]*:[ ]*(-?\d+)?[ ]*\]/y;
const quoted = /[ ]*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")[ ]*/y;

/** A JSON path as Jayway's library reads it: `$.a['b'][0,1][1:3]..c[*][?(@.d > 1)]`. A path without `$` starts at the root,
 * too. Throws TemplateError. */
export function parsePath(text: string): Path {
  const cursor = new Cursor(text.trim());
  if (cursor.take(root) === undefined && !cursor.done) {
    const rooted = new Cursor(`$.${cursor.text}`);
    rooted.at = 1;
    return complete(rooted);
  }
  return complete(cursor);
}

function complete(cursor: Cursor): Path {
  const path = parseSteps(cursor);
  if (!cursor.done) throw new TemplateError(`Invalid JSON path: ${cursor.text}`);
  return path;
}

/** The steps from right here on, as far as they go. */
function parseSteps(cursor: Cursor, inFilter = false): Path {
  const steps: Step[] = [];
  for (;;) {
    const call = cursor.take(functionName)?.[1];
    if (call !== undefined) {
      steps.push({ type: "function", name: call });
    } else if (cursor.skip("..")) {
      steps.push({ type: "deep" });
      if (cursor.next !== "[") steps.push(named(cursor, inFilter));
    } else if (cursor.skip("[")) {
      steps.push(bracketed(cursor));
    } else if (cursor.next === "." && cursor.text[cursor.at + 1] !== "[") {
      cursor.at++;
      steps.push(named(cursor, inFilter));
    } else if (cursor.next !== "." || !cursor.skip(".")) {
      return steps;
    }
  }
}

function named(cursor: Cursor, inFilter: boolean): Step {
  if (cursor.skip("*")) return { type: "wildcard" };
  const found = cursor.take(inFilter ? nameInFilter : name)?.[0];
  if (found === undefined) throw new TemplateError(`Invalid JSON path: ${cursor.text}`);
  return { type: "names", names: [found.trim()] };
}

function bracketed(cursor: Cursor): Step {
  if (cursor.take(/[ ]*\*[ ]*\]/y) !== undefined) return { type: "wildcard" };
  if (cursor.skip("?(")) {
    const filter = parseFilter(cursor, (inner) => parseSteps(inner, true));
    cursor.expect(")");
    cursor.expect("]");
    return { type: "filter", filter };
  }
  const list = cursor.take(numbers)?.[0];
  if (list !== undefined) return { type: "indices", indices: list.slice(0, -1).split(",").map(Number) };
  const range = cursor.take(slice);
  if (range !== undefined) {
    const [, from, to] = range;
    return {
      type: "slice",
      from: from === undefined ? undefined : Number(from),
      to: to === undefined ? undefined : Number(to),
    };
  }
  return { type: "names", names: quotedNames(cursor) };
}

function quotedNames(cursor: Cursor): readonly string[] {
  const names: string[] = [];
  do {
    const found = cursor.take(quoted);
    if (found === undefined) throw new TemplateError(`Invalid JSON path: ${cursor.text}`);
    names.push((found[1] ?? found[2] ?? "").replace(/\\(.)/g, "$1"));
  } while (cursor.skip(","));
  cursor.expect("]");
  return names;
}
