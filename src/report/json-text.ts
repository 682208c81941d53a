/** The JSON document on one line, with its numbers and strings untouched: to parse and write them again would change large numbers. */
export function oneLine(json: string): string {
  return /[\r\n]/.test(json) ? [...tokens(json)].join("") : json.trim();
}

/** Levels that are indented: each level makes every line within it longer. */
const deepest = 100;

/** The JSON document indented by two spaces a level, with its numbers and strings untouched; one that is nested deeper than people
 * read stays on one line. `paint` may colour a token. */
export function indented(json: string, paint: (token: string, isKey: boolean) => string = (token) => token): string {
  const list = [...tokens(json)];
  let depth = 0;
  let text = "";
  const newLine = (): string => `\n${"  ".repeat(depth)}`;
  for (const [place, token] of list.entries()) {
    const next = list[place + 1];
    const before = list[place - 1];
    if (token === "{" || token === "[") {
      depth += 1;
      if (depth > deepest) return paint(json, false);
      text += next === "}" || next === "]" ? token : token + newLine();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      text += before === "{" || before === "[" ? token : newLine() + token;
    } else if (token === ",") text += token + newLine();
    else if (token === ":") text += ": ";
    else text += paint(token, next === ":");
  }
  return text;
}

const bare = /[^\s{}[\],:"]+/y;

/** The tokens of a valid JSON document. Strings are found by `indexOf`, not by a pattern: they may have millions of characters. */
function* tokens(json: string): Generator<string> {
  let at = 0;
  while (at < json.length) {
    const char = json.charAt(at);
    if (char === '"') {
      const end = endOfString(json, at);
      yield json.slice(at, end);
      at = end;
    } else if ("{}[],:".includes(char)) {
      yield char;
      at += 1;
    } else {
      bare.lastIndex = at;
      const word = bare.exec(json)?.[0];
      if (word !== undefined) yield word;
      at += word?.length ?? 1;
    }
  }
}

function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slash = quote;
    while (json.charAt(slash - 1) === "\\") slash -= 1;
    if ((quote - slash) % 2 === 0) return quote + 1;
  }
  return json.length;
}
