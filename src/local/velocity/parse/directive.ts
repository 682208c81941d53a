import { TemplateError } from "../template-error.ts";
import { parseShape } from "./directive-shape.ts";
import type { DirectiveShape } from "./directive-shape.ts";
import type { Block, Expression, Statement } from "./node.ts";
import type { Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

/** `#word` and what belongs to it: a directive, a call of a macro, or text that looks like that. */
export function parseDirective(tokens: Tokens): Statement {
  const parsed = parseShape(tokens);
  const make = Object.hasOwn(makers, parsed.name) ? makers[parsed.name] : undefined;
  return make === undefined ? makeCall(parsed) : make(parsed, tokens);
}

const makers: Readonly<Record<string, (parsed: DirectiveShape, tokens: Tokens) => Statement>> = {
  foreach: makeForeach,
  define: makeDefine,
  literal: makeLiteral,
  macro: makeMacro,
  stop: (parsed) => optional(parsed, (message) => ({ type: "stop", ...(message && { message }) })),
  break: (parsed) => optional(parsed, (scope) => ({ type: "break", ...(scope && { scope }) })),
  evaluate: makeEvaluate,
  parse: ({ args = [] }) => ({ type: "load", directive: "parse", sources: args.map(({ value }) => value) }),
  include: ({ args = [] }) => ({ type: "load", directive: "include", sources: args.map(({ value }) => value) }),
};

function makeForeach({ args = [], body }: DirectiveShape): Statement {
  const [item, word, list, instead] = args;
  if (item === undefined || body === undefined) throw new TemplateError("#foreach needs a variable");
  const name = item.value.type === "reference" ? item.value.name : item.first.image.slice(1);
  // Where the list is missing, Velocity takes the block for it, which has no items.
  const items = list?.value ?? (word === undefined ? undefined : { type: "word" as const, source: "" });
  return { type: "foreach", item: name, list: items, body: instead === undefined ? body : asBody(instead.value) };
}

function asBody(argument: Expression): Block {
  return argument.type === "reference" ? [{ type: "output", reference: argument }] : [];
}

function makeDefine({ args, body }: DirectiveShape): Statement {
  const [name] = args ?? [];
  if (name === undefined || args?.length !== 1 || body === undefined)
    throw new TemplateError("#define needs one variable");
  return { type: "define", name: name.first.image.slice(1), body };
}

function makeLiteral({ args, text }: DirectiveShape): Statement {
  const [first] = args ?? [];
  if (first !== undefined) return { type: "text", text: first.value.source };
  if (text === undefined) throw new TemplateError("#literal needs a text");
  return { type: "text", text };
}

function makeMacro({ args, body }: DirectiveShape, tokens: Tokens): Statement {
  const [name, ...parameters] = args ?? [];
  if (name === undefined || body === undefined) throw new TemplateError("#macro needs a name");
  const macro = {
    name: name.first.image,
    parameters: parameters.map(({ first }) => first.image.replace(/^\$/, "")),
    body,
  };
  if (!tokens.macros.has(macro.name)) tokens.macros.set(macro.name, macro);
  return { type: "text", text: "" };
}

function optional({ name, args = [] }: DirectiveShape, make: (argument?: Expression) => Statement): Statement {
  if (args.length > 1) throw new TemplateError(`#${name} takes one argument at most`);
  return make(args[0]?.value);
}

function makeEvaluate({ args = [] }: DirectiveShape): Statement {
  const [source] = args;
  if (source === undefined || args.length > 1) throw new TemplateError("#evaluate takes one argument");
  const { value } = source;
  const isText = value.type === "reference" || source.first.kind === "string";
  if (!isText) throw new TemplateError("#evaluate takes a text or a reference");
  return { type: "evaluate", source: value };
}

function makeCall({ name, word, last, args, body }: DirectiveShape): Statement {
  const block = name.startsWith("@");
  if (block && args === undefined) return { type: "text", text: `#${name}` };
  const values = (args ?? []).map(({ value }) => value);
  return {
    type: "call",
    name: block ? name.slice(1) : name,
    args: values,
    body,
    text: images(word, last),
    word: values.find(({ type }) => type === "word")?.source,
  };
}

function images(first: Token, last: Token): string {
  let text = first.image;
  for (let token: Token | undefined = first; token !== last && token?.next !== undefined;) {
    token = token.next;
    text += token.image;
  }
  return text;
}
