import { paginateGetRestApis } from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import type { Context } from "../context.ts";
import { pageSize } from "../ours/list-ours.ts";

/** Ids of the other REST APIs of this name; none for a caller who may not look. */
export async function namesakes(
  { clients }: Pick<Context, "clients">,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<readonly string[]> {
  const look = async (): Promise<readonly string[]> => {
    const others: string[] = [];
    for await (const { items = [] } of paginateGetRestApis({ client: clients.apigateway, pageSize }, {}))
      others.push(
        ...items.flatMap((one) => (one.name === name && one.id !== undefined && one.id !== id ? one.id : [])),
      );
    return others;
  };
  return (await unless(["AccessDenied", "Unauthorized"], look)) ?? [];
}
