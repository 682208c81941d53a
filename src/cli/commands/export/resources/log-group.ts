import { ownerTags } from "../../../../aws/tags.ts";
import type { Config } from "../../../../settings/config.ts";
import { resource, tagList, type Resource } from "./resource.ts";

/** A log group that keeps its lines for so many days; undefined for ever. */
export function logGroup(
  id: string,
  LogGroupName: string,
  { config, days }: { readonly config: Pick<Config, "name">; readonly days: number | undefined },
): Resource {
  const Tags = tagList(ownerTags(config.name));
  return resource(id, "AWS::Logs::LogGroup", { LogGroupName, RetentionInDays: days, Tags });
}
