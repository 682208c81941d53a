import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  type PolicyVersion,
} from "@aws-sdk/client-iam";
import type { Context } from "../context.ts";
import { unless } from "../../aws/faults.ts";
import { taggedHere } from "../find-by-tag.ts";
import { ownerTagList } from "../../aws/tags.ts";

/** A managed policy keeps this many versions. */
const mostVersions = 5;

/** Milliseconds until all of AWS knows a new version. */
const SPREADING = 5_000;

/** The default version of a managed policy, and whether this proxy made the policy; undefined when there is none. */
export async function findPolicy(
  ctx: Context,
  PolicyArn: string,
): Promise<{ readonly document: string; readonly ours: boolean; readonly attachments: number } | undefined> {
  const { iam } = ctx.clients;
  return unless(["NoSuchEntity"], async () => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
    return {
      document: decodeURIComponent(version.PolicyVersion?.Document ?? ""),
      ours: taggedHere(ctx, Policy?.Tags),
      attachments: Policy?.AttachmentCount ?? 0,
    };
  });
}

/** Makes a managed policy with our tags; false when there is one of that name already. */
export async function createPolicy(ctx: Context, PolicyName: string, PolicyDocument: string): Promise<boolean> {
  const Tags = ownerTagList(ctx.config.name, ctx.config.region);
  const command = new CreatePolicyCommand({ PolicyName, PolicyDocument, Tags });
  return (await unless(["EntityAlreadyExists"], () => ctx.clients.iam.send(command))) !== undefined;
}

/** Gives the policy a new default version; the oldest makes room where there are five. `live`: a role uses it at this moment. */
export async function updatePolicy(
  ctx: Context,
  PolicyArn: string,
  PolicyDocument: string,
  live: boolean,
): Promise<void> {
  const { iam } = ctx.clients;
  const versions = await versionsOf(ctx, PolicyArn);
  if (versions.length >= mostVersions) await removeVersions(ctx, PolicyArn, oldest(versions).slice(0, 1));
  // AWS's machines learn of a new version one by one; until then, those without it would refuse every record.
  // Terraform's provider waits as long. An emulator is one machine.
  const spreads = live && ctx.config.endpoint === undefined;
  const command = new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: !spreads });
  const { PolicyVersion: made } = await iam.send(command);
  if (!spreads) return;
  await ctx.clock.sleep(SPREADING, ctx.signal);
  await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: made?.VersionId }));
}

/** Takes the policy away, with all its versions. */
export async function removePolicy(ctx: Context, PolicyArn: string): Promise<void> {
  await unless(["NoSuchEntity"], async () => {
    await removeVersions(ctx, PolicyArn, oldest(await versionsOf(ctx, PolicyArn)));
    await ctx.clients.iam.send(new DeletePolicyCommand({ PolicyArn }));
  });
}

async function versionsOf(ctx: Context, PolicyArn: string): Promise<readonly PolicyVersion[]> {
  return (await ctx.clients.iam.send(new ListPolicyVersionsCommand({ PolicyArn }))).Versions ?? [];
}

/** All but the default one, the oldest first: `v2` is older than `v10`. */
function oldest(versions: readonly PolicyVersion[]): readonly PolicyVersion[] {
  const number = ({ VersionId = "" }: PolicyVersion): number => Number(VersionId.slice(1));
  return versions.filter((one) => one.IsDefaultVersion !== true).sort((one, other) => number(one) - number(other));
}

async function removeVersions(ctx: Context, PolicyArn: string, versions: readonly PolicyVersion[]): Promise<void> {
  const remove = ({ VersionId }: PolicyVersion) =>
    unless(["NoSuchEntity"], () => ctx.clients.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })));
  await Promise.all(versions.map(remove));
}
