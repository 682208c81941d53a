import type { Scope } from "../../account/scope.ts";
import type { ClientCertificate } from "./certificate-definition.ts";
import { badRequest } from "../faults.ts";
import { gatewayOf, nowInSeconds } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { member, textValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { selfSigned } from "./self-signed.ts";
import { map } from "../../shape/collection.ts";
import { text } from "../../shape/text.ts";
import { unknownCertificate } from "./unknown-certificate.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { defined, without } from "../without.ts";

const yearInSeconds = 365 * 86_400;

export const generateClientCertificate = operation({
  name: "GenerateClientCertificate",
  route: "POST /clientcertificates",
  ok: 201,
  body: { description: text(), tags: map(text()) },
  run(scope, { description, tags }) {
    if (tags !== undefined) checkTags(tags);
    const createdDate = nowInSeconds(scope);
    const expirationDate = createdDate + yearInSeconds;
    const certificate = {
      ...defined({ description: textValue(description), tags }),
      clientCertificateId: randomId(6),
      pemEncodedCertificate: selfSigned("ApiGateway", createdDate * 1000, expirationDate * 1000),
      createdDate,
      expirationDate,
    };
    gatewayOf(scope).clientCertificates.set(certificate.clientCertificateId, certificate);
    return certificate;
  },
});

export const getClientCertificate = operation({
  name: "GetClientCertificate",
  route: "GET /clientcertificates/{id}",
  ok: 200,
  run: (scope, { id }) => shownAlone(certificateOf(scope, id)),
});

export const getClientCertificates = operation({
  name: "GetClientCertificates",
  route: "GET /clientcertificates",
  ok: 200,
  query: ["position", "limit"],
  run: (scope, asked) =>
    page([...gatewayOf(scope).clientCertificates.values()].map(shown), asked, (one) => one.clientCertificateId),
});

export const updateClientCertificate = operation({
  name: "UpdateClientCertificate",
  route: "PATCH /clientcertificates/{id}",
  ok: 200,
  body: patchBody,
  run(scope, { id, patchOperations }) {
    const patched = applyPatch(certificateOf(scope, id), patchOperations, rules);
    gatewayOf(scope).clientCertificates.set(id, patched);
    return shownAlone(patched);
  },
});

export const deleteClientCertificate = operation({
  name: "DeleteClientCertificate",
  route: "DELETE /clientcertificates/{id}",
  ok: 202,
  run(scope, { id }) {
    certificateOf(scope, id);
    const { apis, clientCertificates } = gatewayOf(scope);
    for (const api of apis.values()) {
      for (const { record } of api.stages.values()) {
        if (record.clientCertificateId !== id) continue;
        throw badRequest(
          `Cannot delete Client Certificate ${id} because there are API Stages associated with it, including ${api.id}:${record.stageName}`,
        );
      }
    }
    clientCertificates.delete(id);
  },
});

const rules = [member<ClientCertificate, "description">("description", textValue)];

function certificateOf(scope: Scope, id: string): ClientCertificate {
  const certificate = gatewayOf(scope).clientCertificates.get(id);
  if (certificate === undefined) throw unknownCertificate();
  return certificate;
}

/** As of VPC links, a list shows no empty tags. */
function shown(certificate: ClientCertificate) {
  return Object.keys(certificate.tags ?? {}).length === 0 ? without(certificate, "tags") : certificate;
}

function shownAlone(certificate: ClientCertificate) {
  return { ...certificate, tags: certificate.tags ?? {} };
}
