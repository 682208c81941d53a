import type { Kind } from "./token.ts";

/** The lexer's state; each state has tokens of its own. */
export type State =
  | "text"
  | "after hash"
  | "directive"
  | "reference"
  | "member"
  | "arguments"
  | "index"
  | "line comment"
  | "formal comment"
  | "block comment"
  | "text block";

/** What happens with a match besides making a token: `more` leads to a token that will contain it, `skip` is dropped. */
export type Role = "token" | "more" | "skip" | "terminator";

/** A token that can stand in a state. */
export interface Entry {
  readonly kind: Kind;
  readonly role: Role;
  readonly pattern: RegExp;
  /** It can begin with backslashes, but not consist of them. */
  readonly slashed: boolean;
  /** What the lexer does with the token; see lexer.ts. */
  readonly action: Action | undefined;
}

/** What the lexer does when it has read a token. */
export type Action =
  | "open index"
  | "close index"
  | "open"
  | "close"
  | "close method"
  | "set"
  | "dollar"
  | "hash"
  | "comment"
  | "text block"
  | "formal comment"
  | "block comment"
  | "end comment"
  | "string"
  | "end"
  | "directive"
  | "integer"
  | "decimal"
  | "dot"
  | "close reference"
  | "end reference"
  | "no directive";

type Line = readonly [
  states: readonly State[] | "all",
  kind: Kind,
  pattern: RegExp,
  action?: Action | undefined,
  role?: Role,
];

const reference: readonly State[] = ["reference", "member"];
const values: readonly State[] = ["directive", "arguments"];
const anyValues: readonly State[] = ["directive", "arguments", "index"];
const numbers: readonly State[] = ["after hash", "directive", "arguments", "index"];
const truths: readonly State[] = ["reference", "directive", "member", "arguments", "index"];

// The longest match counts, and of equally long ones the first in this list. Patterns are sticky and greedy.
const lines: readonly Line[] = [
  [reference, "index [", /\[/y, "open index"],
  [["index"], "index ]", /\]/y, "close index"],
  [values, "[", /\[/y],
  [values, "]", /\]/y],
  [values, ",", /,/y],
  [values, "..", /\.\./y],
  [values, ":", /:/y],
  [values, "{", /\{/y],
  [values, "}", /\}/y],
  [["directive", "member"], "(", /\(/y, "open"],
  // A directive takes the rest of its line when that is blank.
  [["directive"], ")", /\)(?:[ \t]*(?:\r\n|\n|\r))?/y, "close"],
  [["arguments"], "method )", /\)/y, "close method"],
  [["text"], "escaped directive", /(?:\\\\)*\\#(?:[a-zA-Z_@][a-zA-Z0-9_@]*|\{[a-zA-Z_][a-zA-Z0-9_@]*\})/y],
  // #set takes the white space in front of it, though only where that is no part of other text.
  [["text", "reference", "member", "arguments"], "set", /[ \t]*#(?:set|\{set\}) *\(/y, "set"],
  ["all", "text", /\\*\$/y, "dollar", "more"],
  ["all", "text", /\\*\$\\*!/y, "dollar", "more"],
  ["all", "text", /#\[\[/y, "text block", "more"],
  ["all", "text", /#\*\*[^#]/y, "formal comment", "more"],
  ["all", "text", /#\*/y, "block comment", "more"],
  ["all", "text", /#/y, "hash", "more"],
  [["text", "after hash", "directive", "reference"], "comment start", /##/y, "comment"],
  [["text"], "double escape", /\\\\/y],
  [["text"], "escape", /\\/y],
  [["text"], "text", /[^$#\\]+/y],
  [["line comment"], "comment", /\r\n|\n|\r/y, "end comment"],
  [["formal comment"], "comment", /\*#/y, "end comment"],
  [["block comment"], "block comment", /\*#/y, "end comment"],
  [["text block"], "text block", /\]\]#/y, "end comment"],
  [["line comment", "formal comment", "block comment"], "text", /[^$#\\*\r\n]+|[^]/y, undefined, "skip"],
  [["text block"], "text", /[^$#\\\]]+|[^]/y, undefined, "more"],
  [anyValues, "space", /[ \t\n\r]+/y],
  // A quote is doubled to stand for itself; a backslash does not escape it.
  [anyValues, "string", /"[^"]*(?:""[^"]*)*"|'[^']*(?:''[^']*)*'/y, "string"],
  [truths, "true", /true/y],
  [truths, "false", /false/y],
  [["directive"], "-", /-/y],
  [["directive"], "+", /\+/y],
  [["directive"], "*", /\*/y],
  [["directive"], "/", /\//y],
  [["directive"], "%", /%/y],
  [["directive"], "&&", /&&|and/y],
  [["directive"], "||", /\|\||or/y],
  [["directive"], "<", /<|lt/y],
  [["directive"], "<=", /<=|le/y],
  [["directive"], ">", />|gt/y],
  [["directive"], ">=", />=|ge/y],
  [["directive"], "==", /==|eq/y],
  [["directive"], "!=", /!=|ne/y],
  [["directive"], "!", /!|not/y],
  [["directive"], "=", /=/y],
  [["after hash"], "end", /(?:end|\{end\})(?:[ \t]*(?:\r\n|\n|\r))?/y, "end"],
  [["after hash"], "if", /if|\{if\}/y, "directive"],
  [["after hash"], "elseif", /elseif|\{elseif\}/y, "directive"],
  [["after hash"], "else", /(?:else|\{else\})(?:[ \t]*(?:\r\n|\n|\r))?/y, "end"],
  // With two dots it begins a range.
  [numbers, "integer", /-?\d+(?:\.\.)?/y, "integer"],
  [numbers, "decimal", /-?(?:\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y, "decimal"],
  [["after hash", "directive"], "word", /[a-zA-Z_@][a-zA-Z0-9_@]*/y],
  [["after hash", "directive"], "bracketed word", /\{[a-zA-Z_][a-zA-Z0-9_@]*\}/y],
  [["reference", "member", "arguments"], "identifier", /[a-zA-Z_][a-zA-Z0-9_-]*/y],
  [["reference", "member", "arguments"], "dot", /\.[a-zA-Z]/y, "dot"],
  [reference, "reference {", /\{/y],
  [reference, "reference }", /\}/y, "close reference"],
  [reference, "terminator", /[^]/y, "end reference", "terminator"],
  [["after hash"], "terminator", /[^]/y, "no directive", "terminator"],
  [["text", "reference"], "empty index", /\$(?:!|\\!)?\[|\$\./y],
];

/** The tokens of each state, by rank. */
export function entriesOf(state: State): readonly Entry[] {
  const found = entries[state];
  if (found !== undefined) return found;
  const own = lines.filter(([states]) => states === "all" || states.includes(state));
  return (entries[state] = own.map(([, kind, pattern, action, role = "token"]) => {
    return { kind, role, pattern, action, slashed: action === "dollar" || kind === "escaped directive" };
  }));
}

const entries: Partial<Record<State, readonly Entry[]>> = {};
