import { queryOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { aboutUser } from "./about-user.ts";

/** Empty lists of what this IAM does not have: tools ask for them along the way. */
export const notKept: readonly QueryOperation[] = [
  ofUser("ListMFADevices", "MFADevices"),
  ofUser("ListSSHPublicKeys", "SSHPublicKeys"),
  ofUser("ListSigningCertificates", "Certificates"),
  ofAccount("ListVirtualMFADevices", "VirtualMFADevices"),
  ofAccount("ListServerCertificates", "ServerCertificateMetadataList"),
  ofAccount("ListOpenIDConnectProviders", "OpenIDConnectProviderList"),
  ofAccount("ListSAMLProviders", "SAMLProviderList"),
];

function ofUser(name: string, member: string): QueryOperation {
  const empty = { [member]: [], IsTruncated: false };
  return aboutUser(name, parameter.paging, (_, __, input) => ({ ...empty, ...page([], input, String).end }), empty);
}

function ofAccount(name: string, member: string): QueryOperation {
  return queryOperation(
    name,
    parameter.paging,
    (_, input) => ({ [member]: [], ...page([], input, String).end }),
    () => "*",
  );
}
