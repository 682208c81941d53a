/** A kind of JSON value: as a sentence names it, as it is told apart, and as JSON Schema. `Given` is its type in TypeScript. */
export interface Shape<Given> {
  readonly words: string;
  readonly holds: (value: unknown) => boolean;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Only its type counts. */
  readonly given?: Given;
}

type Schema = Shape<unknown>["schema"];

const isText = (value: unknown): boolean => typeof value === "string";
const isTexts = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));
const isNumbers = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one === "number");

const oneText = { type: "string" };
const textOrList = [oneText, { type: "array", items: oneText }];
const none = { enum: [false] };

/** A text; `more` says in JSON Schema which. */
export function text<Given extends string = string>(more: Schema = {}): Shape<Given> {
  return { words: "a text", holds: isText, schema: { ...oneText, ...more } };
}

/** A text that is not empty. */
export const namedText: Shape<string> = {
  words: "a text that is not empty",
  holds: (value) => isText(value) && value !== "",
  schema: { ...oneText, minLength: 1 },
};

/** A text, or false for none. */
export function textOrFalse<Given extends string = string>(more: Schema = {}): Shape<Given | false> {
  return {
    words: "a text, or false",
    holds: (value) => isText(value) || value === false,
    schema: { anyOf: [{ ...oneText, ...more }, none] },
  };
}

/** A text, or true or false. */
export function textOrChoice<Given extends string = string>(more: Schema = {}): Shape<Given | boolean> {
  return {
    words: "a text, true or false",
    holds: (value) => isText(value) || typeof value === "boolean",
    schema: { anyOf: [{ ...oneText, ...more }, { type: "boolean" }] },
  };
}

/** A whole number in this range. */
export function whole(minimum: number, maximum: number): Shape<number> {
  return {
    words: `a whole number from ${minimum} to ${maximum}`,
    holds: (value) => typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum,
    schema: { type: "integer", minimum, maximum },
  };
}

export const trueOrFalse: Shape<boolean> = {
  words: "true or false",
  holds: (value) => typeof value === "boolean",
  schema: { type: "boolean" },
};

export const texts: Shape<string | readonly string[]> = {
  words: "a text, or a list of texts",
  holds: isTexts,
  schema: { anyOf: textOrList },
};

export const textsOrFalse: Shape<string | readonly string[] | false> = {
  words: "a text, a list of texts, or false",
  holds: (value) => isTexts(value) || value === false,
  schema: { anyOf: [...textOrList, none] },
};

export const textsOrChoice: Shape<string | readonly string[] | boolean> = {
  words: "true, false, or a list of texts",
  holds: (value) => isTexts(value) || typeof value === "boolean",
  schema: { anyOf: [...textOrList, { type: "boolean" }] },
};

/** Whole numbers by name, each in its range; or texts such as `busy=503`, or false for none. */
export function numbers<Name extends string>(
  ranges: Readonly<Record<Name, readonly [least: number, most: number]>>,
): Shape<Readonly<Partial<Record<Name, number>>> | string | readonly string[] | false> {
  const properties = Object.fromEntries(
    Object.entries<readonly [number, number]>(ranges).map(([name, [least, most]]) => [name, whole(least, most).schema]),
  );
  return {
    words: 'an object such as {"busy":503}, texts, or false',
    holds: (value) => isTexts(value) || isNumbers(value) || value === false,
    schema: { anyOf: [{ type: "object", properties, additionalProperties: false }, ...textOrList, none] },
  };
}
