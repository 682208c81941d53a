/** What `\p{…}` stands for where JavaScript does not know the name; the inside of a character class. */
export const posix: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7F",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E",
  Graph: "\\x21-\\x7E",
  Print: "\\x20-\\x7E",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1F\\x7F",
  XDigit: "0-9a-fA-F",
  Space: " \\t\\n\\x0B\\f\\r",
};

/** `\s`, `\h` and `\v`, which are more or less than in JavaScript; the inside of a character class. */
export const classes: Readonly<Record<string, string>> = {
  s: " \\t\\n\\x0B\\f\\r",
  h: " \\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000",
  v: "\\n\\x0B\\f\\r\\x85\\u2028\\u2029",
};

const word = "[\\p{L}\\p{Nd}_]";

/** Escapes that stand for places or line ends. */
export const anchors: Readonly<Record<string, string>> = {
  A: "(?:(?<![\\s\\S]))",
  z: "(?:(?![\\s\\S]))",
  Z: "(?:(?=(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?$))",
  // Up to Java 18 \b counts letters of all alphabets, although \w does not.
  b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  R: "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])",
};
