import type { Scope } from "../../account/scope.ts";
import { apiOf } from "../gateway.ts";
import { operation } from "./operation.ts";

/** Empty lists of what this API Gateway does not have: tools that show everything ask for them. */
export const getDocumentationVersions = operation({
  name: "GetDocumentationVersions",
  route: "GET /restapis/{restApiId}/documentation/versions",
  ok: 200,
  run: noneOfApi,
});

export const getDomainNames = operation({ name: "GetDomainNames", route: "GET /domainnames", ok: 200, run: none });

export const getVpcLinks = operation({ name: "GetVpcLinks", route: "GET /vpclinks", ok: 200, run: none });

export const getClientCertificates = operation({
  name: "GetClientCertificates",
  route: "GET /clientcertificates",
  ok: 200,
  run: none,
});

function noneOfApi(scope: Scope, { restApiId }: { readonly restApiId: string }) {
  apiOf(scope, restApiId);
  return none();
}

function none() {
  return { item: [] };
}
