import type { ApiError } from "./api/api-error.ts";

/** What the page's API cannot do; becomes an ApiError with that HTTP status. */
export class PageError extends Error {
  readonly status: number;
  readonly code: ApiError["code"];

  constructor(status: number, code: ApiError["code"], message: string) {
    super(message);
    this.name = "PageError";
    this.status = status;
    this.code = code;
  }
}

/** Nothing of that name or number. */
export function notFound(message: string): PageError {
  return new PageError(404, "not-found", message);
}

/** The API was asked in a wrong way. */
export function badRequest(message: string): PageError {
  return new PageError(400, "bad-request", message);
}
