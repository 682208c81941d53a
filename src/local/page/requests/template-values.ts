import { runTemplate } from "../../execute-api/integration/template-run.ts";
import type { TemplateScope } from "../../execute-api/integration/template-run.ts";
import type { Accessor, Block, Expression, Reference, Statement } from "../../velocity/parse/node.ts";
import { parseTemplate } from "../../velocity/parse/template.ts";
import type { TemplateValue } from "../api/request-way.ts";

const MOST = 100;
const SHOWN = 2_000;
/** What no template writes. */
const SEPARATOR = "\u0001\u0002\u0001";
/** Methods that change what they are called on: to call them once more would show something else. */
const changing = new Set(["put", "putAll", "add", "addAll", "remove", "removeAll", "set", "clear"]);

/** The variables of a template with their values at its end, in the order in which they stand; none where it fails or stops. */
export function templateValues(template: string, scope: TemplateScope): readonly TemplateValue[] {
  const sources = [...new Set(referencesIn(template).map(({ source }) => source))].slice(0, MOST);
  if (sources.length === 0) return [];
  const together = valuesOf(template, sources, scope);
  if (together !== undefined) return together;
  // One that a condition keeps from failing fails here, and the others with it.
  return sources.flatMap((source) => valuesOf(template, [source], scope) ?? []);
}

function valuesOf(
  template: string,
  sources: readonly string[],
  scope: TemplateScope,
): readonly TemplateValue[] | undefined {
  try {
    // Rendered behind the template, they see what it has set.
    const written = runTemplate(`${template}\n${sources.map((one) => `${SEPARATOR}${one}`).join("")}`, scope);
    const values = written.split(SEPARATOR).slice(1);
    return values.length === sources.length
      ? sources.map((source, at) => valueView(source, values[at] ?? ""))
      : undefined;
  } catch {
    return undefined;
  }
}

function valueView(source: string, value: string): TemplateValue {
  if (value === "") return { source, value, empty: true };
  return value.length > SHOWN ? { source, value: value.slice(0, SHOWN), cut: true } : { source, value };
}

function referencesIn(template: string): readonly Reference[] {
  try {
    return ofBlock(parseTemplate(template).body, new Set()).filter(
      ({ form, escaped }) => form === "reference" && !escaped,
    );
  } catch {
    return [];
  }
}

type Local = ReadonlySet<string>;

function ofBlock(block: Block, local: Local): readonly Reference[] {
  return block.flatMap((statement) => ofStatement(statement, local));
}

function ofStatement(statement: Statement, local: Local): readonly Reference[] {
  const of = (expression: Expression | undefined) => (expression === undefined ? [] : ofExpression(expression, local));
  switch (statement.type) {
    case "output":
      return ofExpression(statement.reference, local);
    case "set":
      return of(statement.value);
    case "if":
      return statement.branches.flatMap(({ condition, body }) => [...of(condition), ...ofBlock(body, local)]);
    case "foreach":
      return [
        ...of(statement.list),
        ...ofBlock(statement.body, new Set([...local, statement.item, "foreach", "velocityCount"])),
      ];
    case "evaluate":
      return of(statement.source);
    case "call":
      return statement.args.flatMap(of);
    default:
      return [];
  }
}

function ofExpression(expression: Expression, local: Local): readonly Reference[] {
  const all = (some: readonly Expression[]) => some.flatMap((one) => ofExpression(one, local));
  switch (expression.type) {
    case "reference": {
      const { name, path } = expression;
      const isShown = !local.has(name) && !path.some(changes) && !argsOf(path).some((arg) => usesLocal(arg, local));
      return isShown ? [expression] : all(argsOf(path));
    }
    case "interpolation":
      return ofBlock(expression.body, local);
    case "list":
      return all(expression.items);
    case "map":
      return all(expression.entries.flat());
    case "range":
      return all([expression.from, expression.to]);
    case "not":
      return all([expression.operand]);
    case "binary":
      return all([expression.left, expression.right]);
    default:
      return [];
  }
}

function changes(accessor: Accessor): boolean {
  return accessor.type === "method" && changing.has(accessor.name);
}

function argsOf(path: readonly Accessor[]): readonly Expression[] {
  return path.flatMap((one) => (one.type === "method" ? one.args : one.type === "index" ? [one.key] : []));
}

/** Does it use what only a loop knows? */
function usesLocal(expression: Expression, local: Local): boolean {
  return expression.type === "reference" && local.has(expression.name);
}
