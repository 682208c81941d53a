import type { Clients } from "../../aws/clients.ts";

/** The credentials in use, without the credentials. */
export interface CredentialSource {
  /** Such as "environment variables"; undefined when the SDK does not tell. */
  readonly source: string | undefined;
  /** Milliseconds since 1970; undefined for those that stay valid, or do not tell. */
  readonly expiresAt: number | undefined;
  /** The id of the key, which is no secret, but for its middle. */
  readonly keyId: string;
}

/** The SDK's marks, by which it counts where credentials come from, in the order from the last link of a chain to the first.
 * https://github.com/aws/aws-sdk-js-v3/blob/main/packages/types/src/feature-ids.ts */
const sources: readonly (readonly [mark: string, words: string])[] = [
  ["CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN", "a role that the profile assumes by a web identity token"],
  ["CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN", "a role assumed by AWS_WEB_IDENTITY_TOKEN_FILE"],
  ["CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "a role assumed by a web identity token"],
  ["CREDENTIALS_STS_ASSUME_ROLE", "a role that the profile assumes"],
  ["CREDENTIALS_PROFILE_SSO", "a sign-in with SSO"],
  ["CREDENTIALS_PROFILE_SSO_LEGACY", "a sign-in with SSO"],
  ["CREDENTIALS_SSO", "a sign-in with SSO"],
  ["CREDENTIALS_SSO_LEGACY", "a sign-in with SSO"],
  ["CREDENTIALS_PROFILE_LOGIN", "a sign-in (aws login)"],
  ["CREDENTIALS_LOGIN", "a sign-in (aws login)"],
  ["CREDENTIALS_PROFILE_PROCESS", "the credential_process of the profile"],
  ["CREDENTIALS_PROCESS", "a credential_process"],
  ["CREDENTIALS_HTTP", "the container"],
  ["CREDENTIALS_IMDS", "the EC2 instance"],
  ["CREDENTIALS_ENV_VARS", "environment variables (AWS_ACCESS_KEY_ID)"],
  ["CREDENTIALS_PROFILE", "keys in the profile"],
];

/** Fetches the credentials and tells of them what may be shown. Throws when there are none. */
export async function credentialSource({ sts }: Pick<Clients, "sts">): Promise<CredentialSource> {
  const found = await sts.config.credentials();
  const marks: object = "$source" in found && typeof found.$source === "object" ? (found.$source ?? {}) : {};
  const { accessKeyId, expiration } = found;
  return {
    source: sources.find(([mark]) => mark in marks)?.[1],
    expiresAt: expiration?.getTime(),
    keyId: accessKeyId.length < 12 ? accessKeyId : `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`,
  };
}
