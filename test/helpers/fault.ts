/** A fault as the SDK throws it. */
export function fault(name: string, message = `${name}.`, more: object = {}): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: {} }, more);
}
