import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { roleArn } from "../../../aws/arns.ts";
import { unless } from "../../../aws/faults.ts";
import { otherOwner, ownerTagList } from "../../../aws/tags.ts";
import { text, type Shaped } from "../../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../../engine/step/define-step.ts";
import type { Context } from "../../context.ts";
import { taggedHere } from "../../find-by-tag.ts";
import { samePolicy } from "../../policies.ts";
import { streamKey } from "../../stream-key.ts";
import { bucket } from "../bucket/bucket.ts";
import { archiveRoleName } from "../layout/layout.ts";
import { archivePolicy, archiveTrust } from "./archive-policy.ts";

const archiveRoleIds = { name: text, arn: text };

export interface ArchiveRoleFound extends FoundFacts {
  readonly ids: Shaped<typeof archiveRoleIds>;
  readonly facts: {
    /** Policy documents as JSON text; "" when there is none. */
    readonly "trust policy": string;
    readonly policy: string;
  };
  /** The customer's key of the stream; "unknown" to a caller who may not look. */
  readonly streamKey: Awaited<ReturnType<typeof streamKey>>;
}

/** The inline policy's name. */
export const POLICY = "archive";

const gone = ["NoSuchEntity"];

/** The IAM role that Firehose assumes, with what it may do as an inline policy. */
export const archiveRole = defineStep({
  name: "archiveRole",
  command: "archive",
  noun: "archive's role",
  after: ["stream", "bucket"],
  lingers: true,
  ids: archiveRoleIds,
  actions: [
    "iam:GetRole",
    "iam:GetRolePolicy",
    "iam:CreateRole",
    "iam:TagRole",
    "iam:PutRolePolicy",
    "iam:UpdateAssumeRolePolicy",
    "iam:ListRolePolicies",
    "iam:ListAttachedRolePolicies",
    "iam:DeleteRolePolicy",
    "iam:DeleteRole",
    "kinesis:DescribeStreamSummary",
  ],

  title: ({ config }) => `IAM role ${archiveRoleName(config)}`,

  asked: ({ config }) => (config.archive === undefined ? undefined : config.archive !== false),

  wanted: (ctx, found) => ({
    "trust policy": JSON.stringify(archiveTrust(ctx.identity)),
    policy: wantedPolicy(found, ctx),
  }),

  async find(ctx: Context): Promise<ArchiveRoleFound | undefined> {
    if (ctx.config.archive === undefined && ctx.state.get(archiveRole) === undefined) return undefined;
    const { iam } = ctx.clients;
    const RoleName = archiveRoleName(ctx.config);
    const [seen, inline, key] = await Promise.all([
      unless(gone, () => iam.send(new GetRoleCommand({ RoleName }))),
      unless(gone, () => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: POLICY }))),
      ctx.config.archive ? streamKey(ctx) : undefined,
    ]);
    const there = seen?.Role;
    if (there === undefined) return undefined;
    return {
      ids: { name: RoleName, arn: there.Arn ?? roleArn(ctx.identity, RoleName) },
      ours: taggedHere(ctx, there.Tags),
      owner: otherOwner(ctx.config.name, there.Tags),
      facts: {
        "trust policy": decodeURIComponent(there.AssumeRolePolicyDocument ?? ""),
        policy: decodeURIComponent(inline?.PolicyDocument ?? ""),
      },
      streamKey: key,
    };
  },

  async create(ctx): Promise<ArchiveRoleFound | undefined> {
    const { identity, clients } = ctx;
    const { AssumeRolePolicyDocument, ...others } = archiveRoleToMake(ctx);
    const { RoleName } = others;
    const trust = JSON.stringify(AssumeRolePolicyDocument);
    const command = new CreateRoleCommand({ ...others, AssumeRolePolicyDocument: trust });
    const [made, key] = await Promise.all([
      unless(["EntityAlreadyExists"], () => clients.iam.send(command)),
      streamKey(ctx),
    ]);
    return (
      made && {
        ids: { name: RoleName, arn: made.Role?.Arn ?? roleArn(identity, RoleName) },
        ours: true,
        facts: { "trust policy": trust, policy: "" },
        streamKey: key,
      }
    );
  },

  compare: { "trust policy": samePolicies, policy: samePolicies },

  change: {
    async "trust policy"({ ids }, { clients, identity }) {
      const PolicyDocument = JSON.stringify(archiveTrust(identity));
      await clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ids.name, PolicyDocument }));
    },
    async policy(found, ctx) {
      const PolicyDocument = wantedPolicy(found, ctx);
      const put = new PutRolePolicyCommand({ RoleName: found.ids.name, PolicyName: POLICY, PolicyDocument });
      await ctx.clients.iam.send(put);
    },
  },

  async veto({ type }, found, { clients }) {
    if (type !== "remove" || found === undefined) return undefined;
    const { name: RoleName } = found.ids;
    const [inline, attached] = await Promise.all([
      unless(gone, () => clients.iam.send(new ListRolePoliciesCommand({ RoleName }))),
      unless(gone, () => clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))),
    ]);
    const others = [
      ...(inline?.PolicyNames ?? []).filter((one) => one !== POLICY),
      ...(attached?.AttachedPolicies ?? []).map(({ PolicyName }) => PolicyName),
    ];
    if (others.length === 0) return undefined;
    return { why: `others gave it policies (${others.join(", ")}): take them away first`, needs: [] };
  },

  async remove({ ids }, { clients }) {
    const RoleName = ids.name;
    await unless(gone, () => clients.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: POLICY })));
    await unless(gone, () => clients.iam.send(new DeleteRoleCommand({ RoleName })));
  },
});

/** The role as it is made. */
export function archiveRoleToMake({ config, identity }: Pick<Context, "config" | "identity">) {
  return {
    RoleName: archiveRoleName(config),
    AssumeRolePolicyDocument: archiveTrust(identity),
    Description: `Lets Firehose keep the records of the Kinesis stream ${config.streamName} in S3`,
    Tags: ownerTagList(config.name, config.region),
  };
}

function wantedPolicy({ facts, streamKey: key }: ArchiveRoleFound, { config, identity, known }: Context): string {
  const keys = { streamKey: key, bucketKey: known.get(bucket)?.key };
  return JSON.stringify(archivePolicy({ config, identity, ...keys, old: facts.policy }));
}

function samePolicies(wanted: string, actual: string): boolean {
  return samePolicy(wanted, actual);
}
