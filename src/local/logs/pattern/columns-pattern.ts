import { condition } from "./condition.ts";
import { InvalidPattern } from "./invalid-pattern.ts";
import type { Pattern } from "./found.ts";
import { Scanner } from "./scanner.ts";

interface Column {
  readonly name: string;
  holds(value: string): boolean;
}

type Test = (value: string) => boolean;

/** A pattern for events of columns, such as `[ip, user, time, request, status = 4*, bytes > 1000]`; `...` stands for any number of
 * columns. Throws InvalidPattern. */
export function columnsPattern(text: string): Pattern {
  const scanner = new Scanner(text);
  const columns: (Column | "...")[] = [];
  scanner.expect("[");
  do columns.push(scanner.takes("...") ? "..." : column(scanner));
  while (scanner.takes(","));
  scanner.expect("]");
  scanner.end();
  const gap = columns.indexOf("...");
  if (columns.lastIndexOf("...") !== gap) throw new InvalidPattern();
  const named = columns.filter((one) => one !== "...");
  return {
    selectors: named.map(({ name }) => `$${name}`),
    read(message) {
      const fields = fieldsOf(message);
      if (gap < 0 ? fields.length !== named.length : fields.length < named.length) return undefined;
      const missing = fields.length - named.length;
      const value = (at: number): string => fields[gap >= 0 && at >= gap ? at + missing : at] ?? "";
      if (!named.every(({ holds }, at) => holds(value(at)))) return undefined;
      return (selector) => {
        const at = named.findIndex(({ name }) => selector === `$${name}`);
        return at < 0 ? undefined : value(at);
      };
    },
  };
}

function column(scanner: Scanner): Column {
  const name = scanner.take(/\w+/y)?.[0];
  if (name === undefined) {
    // A column without a name may hold anything.
    if (scanner.take(/(?=[,\]])/y) === undefined) throw new InvalidPattern();
    return { name: "", holds: () => true };
  }
  if (scanner.take(/(?=[,\]])/y) !== undefined) return { name, holds: () => true };
  return { name, holds: either(scanner, name, comparison(scanner)) };
}

function either(scanner: Scanner, name: string, first: Test): Test {
  const tests = [both(scanner, name, first)];
  while (scanner.takes("||")) tests.push(both(scanner, name, again(scanner, name)));
  return (value) => tests.some((test) => test(value));
}

function both(scanner: Scanner, name: string, first: Test): Test {
  const tests = [first];
  while (scanner.takes("&&")) tests.push(again(scanner, name));
  return (value) => tests.every((test) => test(value));
}

/** A condition after the first names the same column. */
function again(scanner: Scanner, name: string): Test {
  if (scanner.take(/\w+/y)?.[0] !== name) throw new InvalidPattern();
  return comparison(scanner);
}

function comparison(scanner: Scanner): Test {
  return condition(...scanner.comparison(), true);
}

/** The columns of an event: apart by white space, but for what stands in quotes or brackets. */
function fieldsOf(message: string): readonly string[] {
  const fields: string[] = [];
  // Looked up once: each of many open brackets would search to the end of the text.
  const lastOf: Readonly<Record<string, number>> = { '"': message.lastIndexOf('"'), "]": message.lastIndexOf("]") };
  const space = /\s*/y;
  const plain = /\S+/y;
  for (let at = 0; ;) {
    space.lastIndex = at;
    space.exec(message);
    at = space.lastIndex;
    if (at >= message.length) return fields;
    const closing = { '"': '"', "[": "]" }[message[at] ?? ""];
    if (closing !== undefined && (lastOf[closing] ?? -1) > at) {
      const end = message.indexOf(closing, at + 1);
      fields.push(message.slice(at + 1, end));
      at = end + 1;
    } else {
      plain.lastIndex = at;
      fields.push(plain.exec(message)?.[0] ?? "");
      at = plain.lastIndex;
    }
  }
}
