import { text } from "../../shape/text.ts";

/** A status code among path parameters. */
export const statusCodePath = { statusCode: text({ pattern: "[1-5]\\d\\d" }) };
