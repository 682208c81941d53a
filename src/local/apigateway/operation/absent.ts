import { operation } from "./operation.ts";

/** Empty lists of what this API Gateway does not have: tools that show everything ask for them. */
export const getDomainNames = operation({ name: "GetDomainNames", route: "GET /domainnames", ok: 200, run: none });

function none() {
  return { item: [] };
}
