import type { Scope } from "../../account/scope.ts";
import { badRequest } from "../faults.ts";
import type { DomainNameRecord } from "./domain-definition.ts";

const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const wellFormed = new RegExp(`^(?:\\*\\.)?(?:${label}\\.)+${label}$`);
/** Names at which this program or AWS itself answers: as a domain name they would lead away from its services. */
const taken = /(?:^|\.)(?:localhost|amazonaws\.(?:com|com\.cn|eu)|api\.aws|\d+)$/;

/** Throws BadRequestException for what cannot be a domain name. */
export function checkName(name: string): void {
  if (name.length > 253 || !wellFormed.test(name) || taken.test(name))
    throw badRequest("Invalid domain name specified");
}

/** Each endpoint type has a certificate of its own, in a region of its own. Throws BadRequestException. */
export function checkCertificates({ region }: Scope, record: DomainNameRecord): void {
  for (const type of record.endpointConfiguration.types) {
    const isRegional = type === "REGIONAL";
    const arn = isRegional ? record.regionalCertificateArn : record.certificateArn;
    const name = isRegional ? record.regionalCertificateName : record.certificateName;
    if (arn === undefined && name === undefined) {
      throw badRequest(`A certificate was not provided for the endpoint type ${type}.`);
    }
    const [, , service, home] = arn?.split(":") ?? [];
    const wanted = isRegional ? region : "us-east-1";
    if (service === "acm" && home !== wanted) {
      throw badRequest(`Invalid certificate ARN: ${arn}. Certificate must be in '${wanted}'.`);
    }
  }
}
