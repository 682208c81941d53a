import { defineStep } from "../../../engine/step/define-step.ts";
import type { Veto } from "../../../engine/step/step.ts";
import { parsePolicy, statements } from "../../policy/policy-statements.ts";
import { samePolicy, type Policy } from "../../policies.ts";
import type { Context } from "../../context.ts";
import { bucketName } from "../layout/layout.ts";
import { bucketIds, OTHERS, type BucketFound } from "./bucket-found.ts";

/** The bucket of the archive. One that is there is used and never changed. */
export const bucket = defineStep({
  name: "bucket",
  command: "archive",
  noun: "bucket",
  // Its tags remember the archive: the API is there first and goes last.
  after: ["api"],
  // Firehose writes into it until it is gone.
  lingers: true,
  ids: bucketIds,
  actions: [
    "s3:ListBucket",
    "s3:GetBucketTagging",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketOwnershipControls",
    "s3:GetEncryptionConfiguration",
    "s3:GetBucketPolicy",
    "s3:CreateBucket",
    "s3:TagResource",
    "s3:PutBucketTagging",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketOwnershipControls",
    "s3:PutEncryptionConfiguration",
    "s3:PutBucketPolicy",
    "s3:ListAllMyBuckets",
    "s3:ListBucketVersions",
    "s3:ListBucketMultipartUploads",
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:DeleteBucket",
  ],

  title: (ctx) => `S3 bucket ${nameOf(ctx)}`,

  asked: ({ config }) => (config.archive === undefined ? undefined : config.archive !== false),

  wanted: ({ config, identity }, { ids, ours, untagged }) => ({
    place: "here",
    ...(ours && {
      tags: untagged === true ? config.name : undefined,
      "public access": "blocked",
      ownership: "BucketOwnerEnforced",
      encryption: "AES256",
      policy: JSON.stringify(tlsOnly(identity.partition, ids.name)),
    }),
  }),

  async find(ctx: Context): Promise<BucketFound | undefined> {
    if (!isConcerned(ctx)) return undefined;
    const { bucketOf } = await import("./bucket-facts.ts");
    return bucketOf(ctx, nameOf(ctx), ctx.state.get(bucket));
  },

  async create(ctx): Promise<BucketFound | undefined> {
    const { createBucket } = await import("./bucket-calls.ts");
    return createBucket(ctx, nameOf(ctx));
  },

  compare: {
    // A key of the user's is no less.
    encryption: (_wanted, actual) => actual !== "",
    policy: (wanted, actual) =>
      isTlsOnly(wanted, actual) || [{ field: "policy", wanted: "TLS only", actual: actual || "none" }],
  },

  change: {
    place: async () => undefined,
    async tags(found, ctx) {
      const { tagBucket } = await import("./bucket-calls.ts");
      await tagBucket(ctx, found.ids.name);
      return { ...found, untagged: false, facts: { ...found.facts, tags: ctx.config.name } };
    },
    async "public access"({ ids }, ctx) {
      await (await import("./bucket-calls.ts")).blockPublicAccess(ctx, ids.name);
    },
    async ownership({ ids }, ctx) {
      await (await import("./bucket-calls.ts")).enforceOwner(ctx, ids.name);
    },
    async encryption({ ids }, ctx) {
      await (await import("./bucket-calls.ts")).encrypt(ctx, ids.name);
    },
    async policy({ ids, facts }, ctx) {
      const policy = JSON.stringify(withTlsOnly(facts.policy, tlsOnly(ctx.identity.partition, ids.name)));
      await (await import("./bucket-calls.ts")).putPolicy(ctx, ids.name, policy);
    },
  },

  async veto({ type }, found, ctx) {
    if (type === "create" || found === undefined) return undefined;
    if (type === "remove") return (await import("./bucket-contents.ts")).objectsIn(ctx, found.ids.name);
    return unusable(found, ctx);
  },

  async impossible(ctx: Context): Promise<Veto | undefined> {
    // One that it has used before is one that it can use.
    if (ctx.state.get(bucket)?.name === nameOf(ctx)) return undefined;
    const found = await bucket.find(ctx);
    return found && unusable(found, ctx);
  },

  async remove({ ids }, ctx) {
    return (await import("./bucket-calls.ts")).removeBucket(ctx, ids.name);
  },

  async ours(ctx) {
    if (!isConcerned(ctx)) return [];
    const { ownBuckets } = await import("./bucket-facts.ts");
    return (await ownBuckets(ctx)).map((found) => ({ title: `S3 bucket ${found.ids.name}`, found }));
  },
});

/** Was there ever an archive? Who has none needs neither the rights nor the calls. */
function isConcerned({ config, state }: Context): boolean {
  return config.archive !== undefined || state.get("bucket") !== undefined;
}

/** Why that bucket cannot be the archive's, whosever it is. */
function unusable({ ids, facts }: BucketFound, { config }: Context): Veto | undefined {
  if (facts.place === "here") return undefined;
  const why =
    facts.place === OTHERS
      ? `The bucket ${ids.name} is of another account, or these credentials may not look at it (s3:ListBucket).`
      : `The bucket ${ids.name} is in ${facts.place}, and the proxy in ${config.region}.`;
  return { why, hint: "Name one of this account and region with --archive s3://BUCKET/PREFIX.", needs: [] };
}

/** The name that is asked for; of an archive that is switched off, the one that it had. */
function nameOf({ config, identity, state }: Context): string {
  const known = config.archive ? undefined : state.get(bucket)?.name;
  return known ?? bucketName(config, identity);
}

/** Refuses all that comes without TLS. A Deny is not public: the access block takes it. */
export function tlsOnly(partition: string, name: string): Policy {
  const arn = `arn:${partition}:s3:::${name}`;
  const deny = { Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
  return { Version: "2012-10-17", Statement: [{ ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } }] };
}

/** Is it among the statements? Others of the account may add theirs. */
function isTlsOnly(wanted: string, actual: string): boolean {
  const all = statements(parsePolicy(actual));
  return all.some((one) => samePolicy(wanted, JSON.stringify({ Version: "2012-10-17", Statement: [one] })));
}

function withTlsOnly(actual: string, { Version, Statement }: Policy): Policy {
  const others = statements(parsePolicy(actual)).filter((one) => one["Sid"] !== "TlsOnly");
  return { Version, Statement: [...others, ...Statement] };
}
