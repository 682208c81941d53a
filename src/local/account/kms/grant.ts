/** Lets somebody use a key, whatever the policies say. */
export interface Grant {
  readonly id: string;
  readonly token: string;
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly grantee: string;
  readonly retiring?: string;
  readonly issuer: string;
  readonly operations: readonly string[];
  readonly constraints?: GrantConstraints;
}

/** What the encryption context of a call has to be, or to contain. */
export interface GrantConstraints {
  readonly EncryptionContextEquals?: Readonly<Record<string, string>>;
  readonly EncryptionContextSubset?: Readonly<Record<string, string>>;
}

/** Does the grant let one of these principals do that (`Decrypt`) in that encryption context? */
export function grants(
  { grantee, operations, constraints = {} }: Grant,
  names: readonly string[],
  operation: string,
  context: Readonly<Record<string, string>>,
): boolean {
  const { EncryptionContextEquals: equal, EncryptionContextSubset: subset } = constraints;
  const holds = (wanted: Readonly<Record<string, string>>): boolean =>
    Object.entries(wanted).every(([name, value]) => Object.hasOwn(context, name) && context[name] === value);
  return (
    names.includes(grantee) &&
    operations.includes(operation) &&
    (equal === undefined || (holds(equal) && Object.keys(equal).length === Object.keys(context).length)) &&
    (subset === undefined || holds(subset))
  );
}
