import { paginateGetApiKeys } from "@aws-sdk/client-api-gateway";
import { DetachRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Clients } from "../../aws/clients.ts";
import { OWNER_TAG } from "../../aws/tags.ts";

/** Whether the list of API keys tells the owner's tag of that key. */
export async function listsTagOf({ apigateway }: Pick<Clients, "apigateway">, id: string): Promise<boolean> {
  for await (const { items = [] } of paginateGetApiKeys({ client: apigateway, pageSize: 500 }, {}))
    if (items.some((one) => one.id === id && one.tags?.[OWNER_TAG] !== undefined)) return true;
  return false;
}

/** Takes a policy away from a role. */
export async function detach({ iam }: Pick<Clients, "iam">, RoleName: string, PolicyArn: string): Promise<void> {
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
}
