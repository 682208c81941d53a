import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { logGroupArn } from "../../../aws/arns.ts";
import { unless } from "../../../aws/faults.ts";
import { OWNER_TAG, ownerTags } from "../../../aws/tags.ts";
import type { Context } from "../../context.ts";

const gone = ["ResourceNotFoundException"];

/** A log group as CloudWatch Logs has it. */
export interface LogGroup {
  readonly name: string;
  /** Days; undefined: for ever. */
  readonly retention: number | undefined;
  /** The proxy that its tag names; undefined without a tag. */
  readonly owner: string | undefined;
  /** Names of the log streams that were looked for and are there. */
  readonly streams?: readonly string[];
}

/** The log group of exactly this name; undefined when there is none. With `stream`, a log stream of it is looked for. */
export async function logGroupOf(ctx: Context, name: string, stream?: string): Promise<LogGroup | undefined> {
  const [groups, owner, streams] = await Promise.all([
    logGroupsFrom(ctx, name),
    ownerOf(ctx, name),
    stream === undefined ? [] : streamsFrom(ctx, name, stream),
  ]);
  const found = groups.find(({ logGroupName }) => logGroupName === name);
  return found && { name, retention: found.retentionInDays, owner, streams };
}

/** Names of the log streams that begin so: the one of exactly that name comes first. */
async function streamsFrom({ clients }: Context, logGroupName: string, prefix: string): Promise<readonly string[]> {
  const logs = await clients.lazily.logs();
  const command = new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: prefix, limit: 1 });
  const page = await unless(gone, () => logs.send(command));
  return (page?.logStreams ?? []).flatMap(({ logStreamName }) => logStreamName ?? []);
}

/** Names of the log groups that begin so and carry our tag. */
export async function ownLogGroups(ctx: Context, prefix: string): Promise<readonly string[]> {
  const names = (await logGroupsFrom(ctx, prefix)).flatMap(({ logGroupName }) => logGroupName ?? []);
  const owners = await Promise.all(names.map((name) => ownerOf(ctx, name)));
  return names.filter((_, index) => owners[index] === ctx.config.name);
}

async function logGroupsFrom({ clients }: Context, logGroupNamePrefix: string) {
  const logs = await clients.lazily.logs();
  const all = [];
  for (let nextToken: string | undefined; ;) {
    const page = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix, nextToken }));
    all.push(...(page.logGroups ?? []));
    nextToken = page.nextToken;
    if (nextToken === undefined) return all;
  }
}

async function ownerOf(ctx: Context, name: string): Promise<string | undefined> {
  const logs = await ctx.clients.lazily.logs();
  const command = new ListTagsForResourceCommand({ resourceArn: logGroupArn(ctx, name) });
  return (await unless(gone, () => logs.send(command)))?.tags?.[OWNER_TAG];
}

/** Makes a log group with our tag; false when there is one of that name already. */
export async function createLogGroup({ clients, config }: Context, logGroupName: string): Promise<boolean> {
  const logs = await clients.lazily.logs();
  const command = new CreateLogGroupCommand({ logGroupName, tags: ownerTags(config.name) });
  return (await unless(["ResourceAlreadyExistsException"], () => logs.send(command))) !== undefined;
}

/** Makes a log stream, for those who write only into one that is there. */
export async function createLogStream(
  { clients }: Context,
  logGroupName: string,
  logStreamName: string,
): Promise<void> {
  const logs = await clients.lazily.logs();
  const command = new CreateLogStreamCommand({ logGroupName, logStreamName });
  await unless(["ResourceAlreadyExistsException"], () => logs.send(command));
}

/** How many days its lines are kept. */
export async function keepFor({ clients }: Context, logGroupName: string, retentionInDays: number): Promise<void> {
  await (await clients.lazily.logs()).send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
}

/** Gives a group our tag, one that API Gateway has made by itself. */
export async function tagLogGroup(ctx: Context, name: string): Promise<void> {
  const command = new TagResourceCommand({ resourceArn: logGroupArn(ctx, name), tags: ownerTags(ctx.config.name) });
  await (await ctx.clients.lazily.logs()).send(command);
}

/** Takes a group away, with all its lines. */
export async function deleteLogGroup({ clients }: Context, logGroupName: string): Promise<void> {
  const logs = await clients.lazily.logs();
  await unless(gone, () => logs.send(new DeleteLogGroupCommand({ logGroupName })));
}
