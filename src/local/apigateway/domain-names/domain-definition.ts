import type { ByName } from "../by-name.ts";
import type { EndpointConfiguration } from "../definition.ts";

/** A DomainName as GetDomainName shows it, with the names of both endpoint types. */
export interface DomainNameRecord {
  readonly domainName: string;
  readonly domainNameArn: string;
  readonly certificateName?: string;
  readonly certificateArn?: string;
  /** Seconds since 1970. */
  readonly certificateUploadDate?: number;
  readonly distributionDomainName: string;
  readonly distributionHostedZoneId: string;
  readonly regionalCertificateName?: string;
  readonly regionalCertificateArn?: string;
  readonly regionalDomainName: string;
  readonly regionalHostedZoneId: string;
  readonly endpointConfiguration: EndpointConfiguration;
  readonly domainNameStatus: "AVAILABLE";
  readonly securityPolicy: string;
  readonly endpointAccessMode?: string;
  readonly ownershipVerificationCertificateArn?: string;
  readonly mutualTlsAuthentication?: { readonly truststoreUri?: string; readonly truststoreVersion?: string };
  readonly routingMode: string;
  readonly tags?: ByName<string>;
}

/** A BasePathMapping as GetBasePathMapping shows it. */
export interface BasePathMapping {
  /** `(none)` where the domain name is followed by no base path. */
  readonly basePath: string;
  readonly restApiId: string;
  /** Absent where callers name the stage after the base path. */
  readonly stage?: string;
}

/** A custom domain name and what it leads to. */
export interface DomainName {
  record: DomainNameRecord;
  /** By base path. */
  readonly mappings: Map<string, BasePathMapping>;
}

/** How an empty base path is written. */
export const noBasePath = "(none)";
