import { badRequest } from "../faults.ts";

const verbs = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

/** Is it a method that a resource may have and an integration may call with? */
export function isHttpMethod(name: string): boolean {
  return verbs.includes(name);
}

/** Throws BadRequestException for a method that API Gateway does not know. */
export function checkHttpMethod(name: string): void {
  if (!isHttpMethod(name)) throw badRequest(`Invalid HttpMethod specified. Valid options are ${verbs.join(",")}`);
}
