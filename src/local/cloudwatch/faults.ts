import { Fault } from "../fault.ts";

/** The request breaks a rule that AWS words itself. */
export function invalid(message: string): Fault {
  return new Fault("ValidationException", message);
}

/** A value that cannot be. */
export function invalidValue(message: string): Fault {
  return new Fault("InvalidParameterValueException", message);
}

/** Parameters that do not go together. */
export function invalidCombination(message: string): Fault {
  return new Fault("InvalidParameterCombinationException", message);
}

/** There is no such alarm. AWS says no more than the code. */
export function noAlarm(message = ""): Fault {
  return new Fault("ResourceNotFound", message, 404);
}

/** The token is not one that this CloudWatch gave out for such a list. */
export function invalidToken(): Fault {
  return new Fault("InvalidNextToken", "Invalid nextToken");
}

/** What these errors are called in the Query protocol, where that is another name. */
export const queryCodes: Readonly<Record<string, string>> = {
  ValidationException: "ValidationError",
  InvalidParameterValueException: "InvalidParameterValue",
  InvalidParameterCombinationException: "InvalidParameterCombination",
  MissingRequiredParameterException: "MissingParameter",
  LimitExceededFault: "LimitExceeded",
  InvalidFormatFault: "InvalidFormat",
  DashboardInvalidInputError: "InvalidParameterInput",
  DashboardNotFoundError: "ResourceNotFound",
  AccessDeniedException: "AccessDenied",
  ThrottlingException: "Throttling",
  InternalFailure: "InternalServiceError",
};
