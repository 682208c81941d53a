import { TagResourceCommand } from "@aws-sdk/client-cloudwatch";
import { OWNER_TAG } from "../../aws/tags.ts";
import type { Context } from "../context.ts";

/** Gives an alarm or a dashboard our tag. */
export async function tagResource({ clients, config }: Context, ResourceARN: string): Promise<void> {
  const cloudwatch = await clients.lazily.cloudwatch();
  const Tags = [{ Key: OWNER_TAG, Value: config.name }];
  await cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags }));
}
