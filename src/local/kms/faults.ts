import { Fault } from "../fault.ts";

/** An input that fits the model and makes no sense. */
export function invalid(message: string): Fault {
  return new Fault("ValidationException", message);
}

/** What this key cannot do. */
export function unsupported(message = ""): Fault {
  return new Fault("UnsupportedOperationException", message);
}

/** The caller may not. */
export function accessDenied(message: string): Fault {
  return new Fault("AccessDeniedException", message);
}

/** Throws CustomKeyStoreNotFoundException where one is named: there are none. */
export function refuseKeyStore(id: string | undefined): void {
  if (id !== undefined) throw new Fault("CustomKeyStoreNotFoundException", `Custom key store ${id} does not exist.`);
}
