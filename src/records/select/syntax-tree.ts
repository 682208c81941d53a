/** A node of the library's tree: what is used of it. */
interface Node {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly [member: string]: unknown;
}

/** Every function that an expression calls, with the number of its arguments. */
export function functionCalls(node: unknown): readonly { readonly name: string; readonly arity: number }[] {
  if (!isNode(node) || node.type === "Literal") return [];
  const inner = Object.values(node).flatMap(functionCalls);
  const { type, name, children } = node;
  if (type !== "Function" || typeof name !== "string") return inner;
  return [{ name, arity: Array.isArray(children) ? children.length : 0 }, ...inner];
}

/** Is there `a = b` outside of `let`? */
export function strayBinding(node: unknown): boolean {
  if (!isNode(node) || node.type === "Literal") return false;
  if (node.type === "Binding" && "variable" in node) return true;
  if (node.type !== "LetExpression") return isBinding(node) || Object.values(node).some(strayBinding);
  const bindings = Array.isArray(node["bindings"]) ? (node["bindings"] as readonly Node[]) : [];
  return strayBinding(node["expression"]) || bindings.some(({ reference }) => strayBinding(reference));
}

function isBinding(node: Node): boolean {
  return node.type === "Binding";
}

/** The fields that are looked for in the record itself, not in what a part of the expression found. */
export function rootFields(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (Array.isArray(node)) return node.flatMap(rootFields);
  switch (node.type) {
    case "Field":
      return typeof node.name === "string" ? [node.name] : [];
    case "Comparator":
    case "AndExpression":
    case "OrExpression":
    case "Arithmetic":
      return [...rootFields(node["left"]), ...rootFields(node["right"])];
    case "Function":
    case "MultiSelectList":
      return rootFields(node["children"]);
    case "MultiSelectHash":
      return rootFields((node["children"] as readonly Node[]).map(({ value }) => value));
    case "NotExpression":
    case "Unary":
    case "UnaryArithmetic":
    case "Flatten":
      return rootFields(node["child"] ?? node["operand"]);
    case "LetExpression":
      return rootFields([
        ...(node["bindings"] as readonly Node[]).map(({ reference }) => reference),
        node["expression"],
      ]);
    case "Pipe":
    case "Subexpression":
    case "IndexExpression":
    case "Projection":
    case "ValueProjection":
    case "FilterProjection":
      return rootFields(node["left"]);
    default:
      return [];
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}
