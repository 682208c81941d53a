import { paginateGetResources, type Resource } from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";

/** All resources of a REST API, with their methods and integrations. */
export async function allResources({ clients }: Context, restApiId: string): Promise<readonly Resource[]> {
  const all: Resource[] = [];
  const input = { restApiId, limit: 500, embed: ["methods"] };
  for await (const { items = [] } of paginateGetResources({ client: clients.apigateway }, input)) all.push(...items);
  return all;
}
