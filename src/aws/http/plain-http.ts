import { UsageError } from "../../engine/errors.ts";

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

/** The same for a request as it goes out, signed: however its endpoint and its credentials were found. That of an identity
 * provider, which is exchanged for credentials, counts as a session token. */
export function refusePlainRequest(
  request: Address & { readonly headers: Readonly<Record<string, string>>; readonly body?: unknown },
): void {
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const sent = Object.fromEntries(headers) as Readonly<Record<string, string | undefined>>;
  const { body } = request;
  const exchanged =
    typeof body === "string" ? /WebIdentityToken=|"(?:refresh_?token|client_?secret)"/i.exec(body)?.[0] : undefined;
  refusePlain(request, {
    accessKeyId: /Credential=([^/,\s]+)/.exec(sent["authorization"] ?? "")?.[1],
    sessionToken: sent["x-amz-security-token"] ?? sent["x-amz-sso_bearer_token"] ?? exchanged,
  });
}
