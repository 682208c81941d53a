import type { Scope } from "../../account/scope.ts";
import { badRequest, notFound } from "../faults.ts";
import { gatewayOf, nowInSeconds } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { textValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { endpointConfiguration, endpointConfigurationShape } from "../rest-apis/endpoint-configuration.ts";
import { map } from "../../shape/collection.ts";
import { structure } from "../../shape/structure.ts";
import { required } from "../../shape/structure.ts";
import { oneOf, text } from "../../shape/text.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { defined, without } from "../without.ts";
import { checkCertificates, checkName } from "./domain-check.ts";
import type { DomainName, DomainNameRecord } from "./domain-definition.ts";
import { domainRules, routingModes, securityPolicies } from "./domain-patch.ts";
import { distributionZone, regionalZone } from "./hosted-zones.ts";

/** CreateDomainName: the name leads to APIs at once; of its certificate nothing but the ARN is kept, and there is no TLS. */
export const createDomainName = operation({
  name: "CreateDomainName",
  route: "POST /domainnames",
  ok: 201,
  body: {
    domainName: required(text()),
    certificateName: text(),
    certificateArn: text(),
    regionalCertificateName: text(),
    regionalCertificateArn: text(),
    endpointConfiguration: endpointConfigurationShape,
    tags: map(text()),
    securityPolicy: oneOf(...securityPolicies),
    policy: text(),
    endpointAccessMode: oneOf("BASIC", "STRICT"),
    mutualTlsAuthentication: structure({ truststoreUri: text(), truststoreVersion: text() }),
    ownershipVerificationCertificateArn: text(),
    routingMode: oneOf(...routingModes),
  },
  run(scope, input) {
    const { domainNames } = gatewayOf(scope);
    const name = input.domainName;
    checkName(name);
    if (domainNames.has(name)) throw badRequest("The domain name you provided already exists.");
    const endpoint = endpointConfiguration(input.endpointConfiguration);
    if (endpoint.types.includes("PRIVATE")) throw badRequest("This local AWS has no private custom domain names");
    if (input.policy) throw badRequest("A policy is supported for private custom domain names only");
    if (input.tags !== undefined) checkTags(input.tags);
    const { tags, mutualTlsAuthentication } = input;
    const host = scope.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    const record: DomainNameRecord = {
      ...defined({
        certificateName: textValue(input.certificateName),
        certificateArn: textValue(input.certificateArn),
        regionalCertificateName: textValue(input.regionalCertificateName),
        regionalCertificateArn: textValue(input.regionalCertificateArn),
        endpointAccessMode: input.endpointAccessMode,
        ownershipVerificationCertificateArn: textValue(input.ownershipVerificationCertificateArn),
        mutualTlsAuthentication,
        tags,
      }),
      domainName: name,
      domainNameArn: `arn:${scope.partition}:apigateway:${scope.region}::/domainnames/${name}`,
      certificateUploadDate: nowInSeconds(scope),
      distributionDomainName: `d${randomId(13)}.cloudfront.net`,
      distributionHostedZoneId: distributionZone,
      regionalDomainName: `d-${randomId(10)}.execute-api.${scope.region}.${host}`,
      regionalHostedZoneId: regionalZone(scope.region),
      endpointConfiguration: endpoint,
      domainNameStatus: "AVAILABLE",
      securityPolicy: input.securityPolicy ?? "TLS_1_2",
      routingMode: input.routingMode ?? "BASE_PATH_MAPPING_ONLY",
    };
    checkCertificates(scope, record);
    domainNames.set(name, { record, mappings: new Map() });
    return shown(record);
  },
});

export const getDomainName = operation({
  name: "GetDomainName",
  route: "GET /domainnames/{domainName}",
  ok: 200,
  run: (scope, { domainName }) => shownAlone(domainNameOf(scope, domainName).record),
});

export const getDomainNames = operation({
  name: "GetDomainNames",
  route: "GET /domainnames",
  ok: 200,
  query: ["position", "limit", "resourceOwner"],
  asked: { resourceOwner: oneOf("SELF", "OTHER_ACCOUNTS") },
  run(scope, asked) {
    // No other account has anything here.
    const own = asked.resourceOwner?.[0] === "OTHER_ACCOUNTS" ? [] : [...gatewayOf(scope).domainNames.values()];
    return page(
      own.map(({ record }) => shown(record)),
      asked,
      ({ domainName }) => domainName,
    );
  },
});

export const updateDomainName = operation({
  name: "UpdateDomainName",
  route: "PATCH /domainnames/{domainName}",
  ok: 200,
  body: patchBody,
  run(scope, { domainName, patchOperations }) {
    const domain = domainNameOf(scope, domainName);
    const patched = applyPatch(domain.record, patchOperations, domainRules);
    checkCertificates(scope, patched);
    domain.record = patched;
    return shownAlone(patched);
  },
});

export const deleteDomainName = operation({
  name: "DeleteDomainName",
  route: "DELETE /domainnames/{domainName}",
  ok: 202,
  run: (scope, { domainName }) =>
    void gatewayOf(scope).domainNames.delete(domainNameOf(scope, domainName).record.domainName),
});

/** Throws NotFoundException. */
export function domainNameOf(scope: Scope, name: string): DomainName {
  const domain = gatewayOf(scope).domainNames.get(name);
  if (domain === undefined) throw notFound("Invalid domain name identifier specified");
  return domain;
}

/** Only the names of the endpoint types that it has. */
function shown(record: DomainNameRecord) {
  const { types } = record.endpointConfiguration;
  const edge = types.includes("EDGE")
    ? record
    : without(without(record, "distributionDomainName"), "distributionHostedZoneId");
  return types.includes("REGIONAL") ? edge : without(without(edge, "regionalDomainName"), "regionalHostedZoneId");
}

function shownAlone(record: DomainNameRecord) {
  return { ...shown(record), tags: record.tags ?? {} };
}
