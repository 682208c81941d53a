import {
  GetPolicyCommand,
  GetRoleCommand,
  paginateListPolicies,
  paginateListRoles,
  type Tag,
} from "@aws-sdk/client-iam";
import { ListTagsForStreamCommand, paginateListStreams } from "@aws-sdk/client-kinesis";
import type { Context } from "../core/context.ts";
import { unless } from "./faults.ts";
import { taggedAs, taggedRegion } from "./tags.ts";

/** Kinesis tells the tags of one stream per call and allows five calls a second: of more streams than this nobody wants to wait. */
const mostStreams = 50;

/** Who may not look does not see: that is no reason to fail. */
const denied = ["AccessDenied", "UnauthorizedOperation"];

/** Names of the other streams in the region that carry our tag. */
export async function taggedStreams(ctx: Context): Promise<readonly string[]> {
  return (await unless(denied, () => lookAtStreams(ctx))) ?? [];
}

async function lookAtStreams({ clients, config, report }: Context): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateListStreams({ client: clients.kinesis }, {}))
    names.push(...(page.StreamNames ?? []));
  const others = names.filter((name) => name !== config.streamName);
  if (others.length > mostStreams) {
    report.event({
      type: "note",
      text: `There are ${names.length} streams: not looked whether others of them are ours.`,
    });
    return [];
  }
  const looks = others.map(async (StreamName) => {
    const answer = await unless(["ResourceNotFoundException"], () =>
      clients.kinesis.send(new ListTagsForStreamCommand({ StreamName })),
    );
    return taggedAs(config.name, answer?.Tags ?? []) ? [StreamName] : [];
  });
  return (await Promise.all(looks)).flat();
}

/** Names of the roles that carry our tag, and of policies with it that nothing uses. Lists do not tell tags, so only those are
 * asked that can be ours: roles that API Gateway may assume, and policies attached to nothing. */
export async function taggedRoles(ctx: Context): Promise<readonly string[]> {
  return (await unless(denied, () => lookAtRoles(ctx))) ?? [];
}

async function lookAtRoles(ctx: Context): Promise<readonly string[]> {
  const { iam } = ctx.clients;
  const [roles, policies]: [string[], { name: string; arn: string | undefined }[]] = [[], []];
  await Promise.all([
    (async () => {
      for await (const { Roles = [] } of paginateListRoles({ client: iam }, {}))
        for (const { RoleName = "", AssumeRolePolicyDocument = "" } of Roles)
          if (decodeURIComponent(AssumeRolePolicyDocument).includes("apigateway.amazonaws.com")) roles.push(RoleName);
    })(),
    (async () => {
      for await (const { Policies = [] } of paginateListPolicies({ client: iam }, { Scope: "Local" }))
        for (const { PolicyName = "", Arn, AttachmentCount } of Policies)
          if (AttachmentCount === 0) policies.push({ name: PolicyName, arn: Arn });
    })(),
  ]);
  const seen = await Promise.all([
    ...roles.map(async (RoleName) => {
      const answer = await unless(["NoSuchEntity"], () => iam.send(new GetRoleCommand({ RoleName })));
      return { name: RoleName, tags: answer?.Role?.Tags };
    }),
    ...policies.map(async ({ name, arn }) => {
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
