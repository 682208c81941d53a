import { Fault } from "../fault.ts";

/** The request makes no sense. */
export function invalid(message: string): Fault {
  return new Fault("InvalidParameterException", message);
}

/** Throws InvalidParameterException for a member that this CloudWatch Logs would have to ignore. */
export function refuseGiven(given: Readonly<Record<string, unknown>>, operation: string): void {
  const [name] = Object.keys(given).filter((one) => given[one] !== undefined);
  if (name !== undefined) throw invalid(`This local AWS has no ${name} of ${operation}.`);
}

/** There is no such log group. */
export function noGroup(): Fault {
  return new Fault("ResourceNotFoundException", "The specified log group does not exist.");
}

/** There is no such log stream. */
export function noStream(): Fault {
  return new Fault("ResourceNotFoundException", "The specified log stream does not exist.");
}

/** There is no such logical destination. */
export function noDestination(): Fault {
  return new Fault("ResourceNotFoundException", "The specified destination does not exist.");
}

/** What AWS says of a token that it did not give out. */
export function invalidToken(): Fault {
  return invalid("The specified nextToken is invalid.");
}
