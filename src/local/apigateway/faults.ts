import { Fault } from "../fault.ts";

/** 400 BadRequestException. */
export function badRequest(message: string): Fault {
  return new Fault("BadRequestException", message);
}

/** 404 NotFoundException. */
export function notFound(message: string): Fault {
  return new Fault("NotFoundException", message, 404);
}

/** 409 ConflictException. */
export function conflict(message: string): Fault {
  return new Fault("ConflictException", message, 409);
}

/** 429 LimitExceededException: a quota of the account or the API. */
export function limitExceeded(message: string): Fault {
  return new Fault("LimitExceededException", message, 429);
}
