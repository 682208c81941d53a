import { UsageError } from "../core/errors.ts";

/** Is this host the machine itself, whatever a name server says? */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || /^\[?::1\]?$/.test(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Key ids that AWS gives out, and session tokens. Emulators take any others. */
export function isReal(keyId: string | undefined, sessionToken: string | undefined): boolean {
  return Boolean(sessionToken) || /^A[KS]IA[A-Z0-9]{16}$/.test(keyId ?? "");
}

interface Address {
  /** Such as `http:`. */
  readonly protocol: string;
  readonly hostname: string;
}

/** Throws a `UsageError` where real credentials would leave the machine unencrypted. */
export function refusePlain(
  { protocol, hostname }: Address,
  {
    accessKeyId,
    sessionToken,
  }: { readonly accessKeyId?: string | undefined; readonly sessionToken?: string | undefined },
): void {
  if (protocol !== "http:" || isLoopback(hostname) || !isReal(accessKeyId, sessionToken)) return;
  throw new UsageError(
    `The AWS credentials in use are real, and plain http to ${hostname} would show them to everybody on the way.`,
    "Use an https endpoint, or for an emulator AWS_ACCESS_KEY_ID=test and AWS_SECRET_ACCESS_KEY=test without AWS_SESSION_TOKEN.",
  );
}

/** The same for a request as it goes out, signed: however its endpoint and its credentials were found. */
export function refusePlainRequest(request: Address & { readonly headers: Readonly<Record<string, string>> }): void {
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const { authorization, "x-amz-security-token": sessionToken } = Object.fromEntries(headers) as Record<string, string>;
  refusePlain(request, { accessKeyId: /Credential=([^/,\s]+)/.exec(authorization ?? "")?.[1], sessionToken });
}
