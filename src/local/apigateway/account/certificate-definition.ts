import type { ByName } from "../by-name.ts";

/** A ClientCertificate as GetClientCertificate shows it. */
export interface ClientCertificate {
  readonly clientCertificateId: string;
  readonly description?: string;
  readonly pemEncodedCertificate: string;
  /** Seconds since 1970. */
  readonly createdDate: number;
  readonly expirationDate: number;
  readonly tags?: ByName<string>;
}
