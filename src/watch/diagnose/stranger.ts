import { CreateRoleCommand, DeleteRoleCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { Clients } from "../../aws/clients.ts";
import { isFault, unless } from "../../aws/faults.ts";
import type { Keys } from "../../aws/http/sign.ts";
import { ownerTagList } from "../../aws/tags.ts";
import type { Context } from "../../engine/context.ts";
import { poll } from "../../engine/poll.ts";

/** How long IAM may take until a new role can be assumed, in milliseconds. */
const PATIENCE = 60_000;

/** Lends the credentials of a session without any right, of a role that is made for it and gone afterwards; undefined where they
 * cannot be had. */
export async function withStranger<T>(
  ctx: Pick<
    Context<{ readonly name: string; readonly region: string }, Clients>,
    "clients" | "clock" | "signal" | "config"
  > & {
    readonly identity: { readonly accountId: string; readonly partition: string };
  },
  work: (keys: Keys | undefined) => Promise<T>,
): Promise<T> {
  const { clients, clock, signal, config, identity } = ctx;
  const RoleName = `${config.name}-stranger`;
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${identity.partition}:iam::${identity.accountId}:root` },
        Action: "sts:AssumeRole",
      },
    ],
  };
  const create = new CreateRoleCommand({
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify(trust),
    Tags: ownerTagList(config.name, config.region),
  });
  const assume = async (RoleArn: string): Promise<Keys | undefined> => {
    try {
      const { Credentials: one } = await clients.sts.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: RoleName }),
      );
      const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = one ?? {};
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    } catch (error) {
      // A role that is new, or a caller who may not.
      if (isFault(error, "AccessDenied")) return undefined;
      throw error;
    }
  };
  const made = await unless(["AccessDenied"], () => clients.iam.send(create));
  if (made === undefined) return work(undefined);
  try {
    const arn = made.Role?.Arn ?? "";
    return await work(await poll(() => assume(arn), { clock, signal, first: 2_000, timeout: PATIENCE }));
  } finally {
    await unless(["NoSuchEntity"], () => clients.iam.send(new DeleteRoleCommand({ RoleName })));
  }
}
