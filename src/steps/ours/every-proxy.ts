import { GetStagesCommand, paginateGetRestApis, type RestApi } from "@aws-sdk/client-api-gateway";
import { GetRoleCommand, paginateListRoles } from "@aws-sdk/client-iam";
import { unless } from "../../aws/faults.ts";
import type { Clients } from "../../aws/clients.ts";
import { OWNER_TAG, REGION_TAG } from "../../aws/tags.ts";
import { ROLE_DESCRIPTION } from "../find-by-tag.ts";
import { allItems, pageSize } from "./list-ours.ts";

/** The REST API of a proxy, by its tags. */
export interface ProxyApi {
  readonly proxy: string;
  readonly region: string;
  readonly apiId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: Date | undefined;
  /** The names of its stages. */
  readonly stages: readonly string[];
}

/** The role of a proxy, by its tags: it tells of a proxy that has no REST API, too, and of every region. */
export interface ProxyRole {
  readonly proxy: string;
  readonly region: string | undefined;
  readonly roleName: string;
}

/** The REST API of every proxy in the region of the clients: the pages of the list, and a call for each of ours. */
export async function everyApi(
  { apigateway }: Pick<Clients, "apigateway">,
  region: string,
): Promise<readonly ProxyApi[]> {
  const all = await allItems<RestApi>(paginateGetRestApis({ client: apigateway, pageSize }, {}));
  const found = all.map(async ({ id = "", tags = {}, createdDate }) => {
    const proxy = tags[OWNER_TAG];
    if (proxy === undefined) return [];
    const look = () => apigateway.send(new GetStagesCommand({ restApiId: id }));
    const seen = await unless(["NotFoundException"], look);
    if (seen === undefined) return [];
    const stages = (seen.item ?? []).map(({ stageName = "" }) => stageName);
    return [{ proxy, region, apiId: id, tags, createdAt: createdDate, stages }];
  });
  return (await Promise.all(found)).flat();
}

/** The role of every proxy of the account: the pages of the list, and a call for each that we made. */
export async function everyRole({ iam }: Pick<Clients, "iam">): Promise<readonly ProxyRole[]> {
  const names: string[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, { MaxItems: 1_000 }))
    for (const { RoleName = "", Description = "" } of Roles)
      if (Description.startsWith(ROLE_DESCRIPTION)) names.push(RoleName);
  const found = names.map(async (RoleName) => {
    const seen = await unless(["NoSuchEntity"], () => iam.send(new GetRoleCommand({ RoleName })));
    const tag = (key: string): string | undefined => seen?.Role?.Tags?.find(({ Key }) => Key === key)?.Value;
    const proxy = tag(OWNER_TAG);
    return proxy === undefined ? [] : [{ proxy, region: tag(REGION_TAG), roleName: RoleName }];
  });
  return (await Promise.all(found)).flat();
}
