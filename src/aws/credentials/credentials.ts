import { defaultProvider, type DefaultProviderInit } from "@aws-sdk/credential-provider-node";
import type { Outward } from "../http/outward.ts";

/** Asks for the code of an MFA device, by its serial number or ARN. */
export type AskMfaCode = (serial: string) => Promise<string>;

/** The SDK's default chain, which asks for the code of an MFA device where a profile wants one. Its own clients, which assume roles
 * and exchange tokens, take the same way out as ours. */
export function credentialChain(mfaCodeProvider: AskMfaCode, requestHandler: Outward) {
  return (init: DefaultProviderInit) => defaultProvider({ ...init, clientConfig: { requestHandler }, mfaCodeProvider });
}
