const plain = /^[\w .:/@-]*$/;

/** A Velocity operand that stands for exactly this text: nothing in it is interpreted. Throws RangeError for a text with
 * half a surrogate pair, which has no UTF-8. */
export function vtlText(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  // Velocity has no escapes within single quotes; percent encoding needs none.
  return `$util.urlDecode('${percentEncoded(text)}')`;
}

/** A Velocity expression for the inside of a JSON string that holds the operand's text. */
export function jsonContent(operand: string): string {
  // escapeJavaScript also writes \' for an apostrophe, which JSON does not know.
  return `$util.escapeJavaScript(${operand}).replaceAll("\\\\'", "'")`;
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new RangeError(`${JSON.stringify(text)} is not valid Unicode.`);
  }
}
