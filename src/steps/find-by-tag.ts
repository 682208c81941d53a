import {
  GetPolicyCommand,
  GetRoleCommand,
  paginateListPolicies,
  paginateListRoles,
  type Role,
  type Tag,
} from "@aws-sdk/client-iam";
import { ListTagsForStreamCommand, paginateListStreams } from "@aws-sdk/client-kinesis";
import type { Context } from "./context.ts";
import { idIn } from "./id-in.ts";
import { unless } from "../aws/faults.ts";
import { taggedAs, taggedRegion } from "../aws/tags.ts";

/** Lists tell no tags, and to ask for those of each stream, role or policy of a large account takes minutes: where there are more
 * of a kind than this, only those are asked that can be ours by what the list tells. */
const most = 10;

/** How the description of each role of ours begins. */
export const ROLE_DESCRIPTION = "Lets API Gateway put records into the Kinesis stream";

/** Who may not look does not see: that is no reason to fail. */
const denied = ["AccessDenied", "UnauthorizedOperation"];

/** Names of the other streams in the region that carry our tag. */
export async function taggedStreams(ctx: Context): Promise<readonly string[]> {
  return (await unless(denied, () => lookAtStreams(ctx))) ?? [];
}

async function lookAtStreams(ctx: Context): Promise<readonly string[]> {
  const { clients, config } = ctx;
  const names: string[] = [];
  for await (const page of paginateListStreams({ client: clients.kinesis }, { Limit: 1_000 }))
    names.push(...(page.StreamNames ?? []));
  const others = names.filter((name) => name !== config.streamName);
  const looks = fewOf(others, (name) => mayBear(ctx, name)).map(async (StreamName) => {
    const answer = await unless(["ResourceNotFoundException"], () =>
      clients.kinesis.send(new ListTagsForStreamCommand({ StreamName })),
    );
    return taggedAs(config.name, answer?.Tags ?? []) ? [StreamName] : [];
  });
  return (await Promise.all(looks)).flat();
}

/** All of a few; of many, those that can be ours, and not too many of them. */
export function fewOf<T>(all: readonly T[], mayBeOurs: (one: T) => boolean): readonly T[] {
  return all.length <= most ? all : all.filter(mayBeOurs).slice(0, most);
}

/** Is it a name that this proxy gives, or gave by its state file? */
export function mayBear({ config, state }: Context, name: string): boolean {
  const known = ["stream", "role"].map((step) => idIn(state, step, "name"));
  const { streamName, roleName, apiName } = config;
  const given = [config.name, streamName, roleName, apiName, ...known];
  return given.includes(name) || name.startsWith(`${config.name}-`);
}

/** Names of the roles that carry our tag, and of policies with it that nothing uses: roles that API Gateway may assume, and
 * policies attached to nothing. */
export async function taggedRoles(ctx: Context): Promise<readonly string[]> {
  return (await unless(denied, () => lookAtRoles(ctx))) ?? [];
}

async function lookAtRoles(ctx: Context): Promise<readonly string[]> {
  const { iam } = ctx.clients;
  const [roles, policies]: [Role[], { name: string; arn: string | undefined }[]] = [[], []];
  await Promise.all([
    (async () => {
      for await (const { Roles = [] } of paginateListRoles({ client: iam }, { MaxItems: 1_000 })) roles.push(...Roles);
    })(),
    (async () => {
      for await (const { Policies = [] } of paginateListPolicies({ client: iam }, { Scope: "Local", MaxItems: 1_000 }))
        for (const { PolicyName = "", Arn, AttachmentCount } of Policies)
          if (AttachmentCount === 0) policies.push({ name: PolicyName, arn: Arn });
    })(),
  ]);
  const assumable = roles.filter(({ AssumeRolePolicyDocument = "" }) =>
    decodeURIComponent(AssumeRolePolicyDocument).includes("apigateway.amazonaws.com"),
  );
  const isMade = ({ RoleName = "", Description = "" }: Role): boolean =>
    Description.startsWith(ROLE_DESCRIPTION) && mayBear(ctx, RoleName);
  const seen = await Promise.all([
    ...fewOf(assumable, isMade).map(async ({ RoleName = "" }) => {
      const answer = await unless(["NoSuchEntity"], () => iam.send(new GetRoleCommand({ RoleName })));
      return { name: RoleName, tags: answer?.Role?.Tags };
    }),
    ...fewOf(policies, ({ name }) => mayBear(ctx, name)).map(async ({ name, arn }) => {
      const answer = await unless(["NoSuchEntity"], () => iam.send(new GetPolicyCommand({ PolicyArn: arn })));
      return { name, tags: answer?.Policy?.Tags };
    }),
  ]);
  return [...new Set(seen.filter(({ tags }) => taggedHere(ctx, tags)).map(({ name }) => name))];
}

/** Made by this proxy, and for this region: IAM has none, and a proxy of the same name in another region must not lose its role. */
export function taggedHere({ config }: Context, tags: readonly Tag[] = []): boolean {
  return taggedAs(config.name, tags) && (taggedRegion(tags) ?? config.region) === config.region;
}
