import { defaultProvider, type DefaultProviderInit } from "@aws-sdk/credential-provider-node";

/** Asks for the code of an MFA device, by its serial number or ARN. */
export type AskMfaCode = (serial: string) => Promise<string>;

/** The SDK's default chain, which asks for the code of an MFA device where a profile wants one. */
export function credentialChain(mfaCodeProvider: AskMfaCode) {
  return (init: DefaultProviderInit) => defaultProvider({ ...init, mfaCodeProvider });
}
