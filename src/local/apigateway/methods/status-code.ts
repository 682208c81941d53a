import { matching } from "../shape/scalar.ts";

/** A status code among path parameters. */
export const statusCodePath = { statusCode: matching("[1-5]\\d\\d") };
