import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
} from "@aws-sdk/client-iam";
import { roleArn } from "../../aws/arns.ts";
import { unless } from "../../aws/faults.ts";
import type { Context } from "../context.ts";
import { trustPolicy } from "../policies.ts";

const gone = ["NoSuchEntity"];

/** The tag of a logging role: it belongs to no proxy, since all APIs of the region may write their logs with it. */
const LOGGING_TAG = "kinesis-proxy-logging";

type Placed = Pick<Context, "config" | "identity">;

/** The name and ARN of the logging role that this program makes in a region: roles are global, the account's setting is not. */
export function loggingRole({ identity, config }: Placed): { readonly name: string; readonly arn: string } {
  const name = `kinesis-proxy-logs-${config.region}`;
  return { name, arn: roleArn(identity, name) };
}

/** AWS's own policy for it. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export function loggingPolicyArn({ identity }: Placed): string {
  return `arn:${identity.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`;
}

/** Is there a role of this ARN? Who may not look takes the account's word for it. */
export async function roleExists({ clients }: Context, arn: string): Promise<boolean> {
  const RoleName = arn.slice(arn.lastIndexOf("/") + 1);
  const look = async (): Promise<boolean> => {
    const seen = await unless(gone, () => clients.iam.send(new GetRoleCommand({ RoleName })));
    return seen !== undefined;
  };
  return (await unless(["AccessDenied"], look)) ?? true;
}

/** Is the logging role there, and made by this program? */
export async function ownRoleExists(ctx: Context): Promise<boolean> {
  const look = () => ctx.clients.iam.send(new GetRoleCommand({ RoleName: loggingRole(ctx).name }));
  const seen = await unless(["AccessDenied"], () => unless(gone, look));
  return seen?.Role?.Tags?.some(({ Key }) => Key === LOGGING_TAG) ?? false;
}

/** The role as it is made. */
export function loggingRoleToMake(ctx: Placed) {
  return {
    RoleName: loggingRole(ctx).name,
    AssumeRolePolicyDocument: trustPolicy,
    Description: `Lets API Gateway write the logs of all APIs in ${ctx.config.region}; made by kinesis-proxy`,
    Tags: [{ Key: LOGGING_TAG, Value: ctx.config.region }],
  };
}

/** Makes the role; undefined when there is one of its name. */
export function createLoggingRole(ctx: Context): Promise<object | undefined> {
  const { AssumeRolePolicyDocument: trust, ...others } = loggingRoleToMake(ctx);
  const command = new CreateRoleCommand({ ...others, AssumeRolePolicyDocument: JSON.stringify(trust) });
  return unless(["EntityAlreadyExists"], () => ctx.clients.iam.send(command));
}

/** Lets it write logs. */
export async function allowLogging(ctx: Context): Promise<void> {
  const command = new AttachRolePolicyCommand({ RoleName: loggingRole(ctx).name, PolicyArn: loggingPolicyArn(ctx) });
  await ctx.clients.iam.send(command);
}

/** Takes the role away. */
export async function removeLoggingRole(ctx: Context): Promise<void> {
  const { iam } = ctx.clients;
  const RoleName = loggingRole(ctx).name;
  await unless(gone, () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: loggingPolicyArn(ctx) })));
  await unless(gone, () => iam.send(new DeleteRoleCommand({ RoleName })));
}
