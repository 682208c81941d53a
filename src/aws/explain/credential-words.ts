import type { Asker, Words } from "../credentials/asker.ts";
import { isFault } from "../faults.ts";
import { oneLine } from "./one-line.ts";

const signIn = 'Sign in ("aws sso login"), or choose other credentials with --profile or AWS_PROFILE.';

/** What is wrong with the credentials; undefined when it is something else. */
export function credentialWords(error: Error, asker: Asker): Words | undefined {
  const { name, message } = error;
  // An expired sign-in comes as CredentialsProviderError too.
  if (
    /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/.test(name) ||
    /sso.*expired|expired.*sso/i.test(message)
  )
    return { message: "The AWS credentials have expired.", hint: signIn };
  if (name === "CredentialsProviderError" || /could not load credentials/i.test(message)) {
    const profile =
      /profile/i.test(message) && !/any providers/i.test(message) ? ` (${oneLine(message).replace(/\.$/, "")})` : "";
    if (asker.profile !== undefined && profile === "")
      return {
        message: `There are no credentials for the AWS profile "${asker.profile}".`,
        hint: 'Is it spelled right ("aws configure list-profiles")? Choose another with --profile or AWS_PROFILE.',
      };
    return {
      message: `There are no AWS credentials${profile}.`,
      hint: 'Set AWS_PROFILE or pass --profile, or run "aws configure". To try without an account: --local.',
    };
  }
  if (
    /^(InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|AuthFailure|InvalidToken)/.test(name) ||
    isFault(error, "MissingAuthenticationToken")
  )
    return { message: `AWS does not know these credentials${at(asker)}.`, hint: signIn };
  if (/^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/.test(name))
    return {
      message: "AWS does not accept the signature: the secret key is wrong, or this machine's clock is.",
      hint: signIn,
    };
  return undefined;
}

function at(asker: Asker): string {
  return asker.endpoint === undefined ? "" : ` at ${asker.endpoint}`;
}
