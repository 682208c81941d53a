const plain = /^[\w .:/@-]*$/;

/** A Velocity operand for exactly this text: nothing in it is interpreted. Throws RangeError for half a surrogate pair, which UTF-8
 * cannot hold. */
export function vtlText(text: string): string {
  return plain.test(text) ? `'${text}'` : encodedText(text);
}

/** The same in one form for every text. */
export function encodedText(text: string): string {
  // Velocity has no escapes within single quotes; percent encoding needs none.
  return `$util.urlDecode('${percentEncoded(text)}')`;
}

/** A Velocity expression for the operand's text, escaped for a JSON string. */
export function jsonContent(operand: string): string {
  // escapeJavaScript escapes apostrophes, too, which is not JSON.
  return `$util.escapeJavaScript(${operand}).replaceAll("\\\\'", "'")`;
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new RangeError(`${JSON.stringify(text)} is not valid Unicode.`);
  }
}
