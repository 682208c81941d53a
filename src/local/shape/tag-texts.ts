import { text } from "./text.ts";

/** The key of a tag in IAM and STS. */
export const tagKey = text({ min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+` });

/** The value of such a tag. */
export const tagValue = text({ max: 256, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` });
