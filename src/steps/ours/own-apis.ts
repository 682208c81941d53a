import { GetStagesCommand, paginateGetRestApis, type RestApi } from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import { oldestFirst } from "./oldest-first.ts";
import { unless } from "../../aws/faults.ts";
import { allItems, ownItems, pageSize } from "./list-ours.ts";

/** All APIs with our tag, the oldest first. Two can be there only when two runs made one each at the same moment. */
export async function ourApis(ctx: Context): Promise<readonly RestApi[]> {
  const pages = paginateGetRestApis({ client: ctx.clients.apigateway, pageSize }, {});
  return oldestFirst(ownItems(ctx, await allItems(pages)));
}

/** Does it have a stage? undefined when the API is gone. */
export async function isDeployed(ctx: Context, { id: restApiId }: RestApi): Promise<boolean | undefined> {
  const look = () => ctx.clients.apigateway.send(new GetStagesCommand({ restApiId }));
  const seen = await unless(["NotFoundException"], look);
  return seen && (seen.item ?? []).length > 0;
}
