import { list, textMap, texts } from "../shape/collection.ts";
import { integer, long } from "../shape/scalar.ts";
import type { Shape } from "../shape/shape.ts";
import { text } from "../shape/text.ts";
import { invalid } from "./faults.ts";

const longestName = 512;

/** Members that several operations share, with the limits of the service's model. */
export const groupName = named(text({ min: 1, pattern: String.raw`[\.\-_/#A-Za-z0-9]+` }));
export const groupIdentifier = text({ min: 1, max: 2048, pattern: String.raw`[\w#+=/:,.@*-]*` });
export const streamName = named(text({ min: 1, pattern: "[^:*]*" }));
export const filterName = text({ min: 1, max: 512, pattern: "[^:*]*" });
export const filterPattern = text({ min: 0, max: 1024 });
export const nextToken = text({ min: 1 });
export const page = integer({ min: 1, max: 50 });
export const eventPage = integer({ min: 1, max: 10_000 });
export const time = long({ min: 0 });
export const resourceArn = text({ min: 1, max: 1011, pattern: String.raw`[\w+=/:,.@#*-]*` });

const tagCharacter = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const tagKey = { min: 1, max: 128, pattern: `^(${tagCharacter}+)$` };
const tagValue = { min: 0, max: 256, pattern: `^(${tagCharacter}*)$` };
export const tags = textMap({ min: 1, max: 50 }, tagKey, tagValue);
export const tagKeys = texts(text(), { min: 0, max: 50 }, tagKey);
export const tagKeyList = texts(text(), { min: 1, max: Infinity }, tagKey);
export const accountIdentifiers = list(text({ min: 12, max: 12, pattern: String.raw`^\d{12}$` }), { min: 0, max: 20 });
export const fieldSelectionCriteria = text({ min: 0, max: 2000 });
export const systemFields = list(text());

/** AWS refuses long names of groups and streams in words of its own, before it looks at anything else. */
function named(shape: Shape<string>): Shape<string> {
  return {
    ...shape,
    read(value, at, reading) {
      const name = shape.read(value, at, reading);
      if (name.length > longestName)
        throw invalid(`Invalid LogGroup or LogStream, both must have length less than or equal to ${longestName}.`);
      return name;
    },
  };
}
