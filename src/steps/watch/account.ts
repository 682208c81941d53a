import { GetAccountCommand, UpdateAccountCommand } from "@aws-sdk/client-api-gateway";
import { isFault } from "../../aws/faults.ts";
import { CliError } from "../../engine/errors.ts";
import { poll } from "../../engine/poll.ts";
import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import type { Ours } from "../../engine/step/step.ts";
import type { Context } from "../context.ts";
import { isLogged, whereSaid } from "./watched.ts";
import {
  allowLogging,
  createLoggingRole,
  loggingRole,
  ownRoleExists,
  removeLoggingRole,
  roleExists,
} from "./logging-role.ts";

/** How long API Gateway may take to see a role that was just made, in milliseconds.
 * https://github.com/hashicorp/terraform/pull/8533 */
const UNSEEN = 60_000;

/** What API Gateway says of a role that it cannot use, or not yet. */
const unusable = /required permissions|could not successfully write|well formed|trust/i;

const accountIds = { arn: text };

export interface AccountFound extends FoundFacts {
  readonly ids: Shaped<typeof accountIds>;
  /** Has the account a role that exists? */
  readonly facts: { readonly "cloudwatch role": "set" | "not set" };
}

/** The role by which API Gateway writes the logs of all APIs of the account in the region: made and set where there is none, used
 * where there is one, and never unset, since others may log by it then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export const account = defineStep({
  name: "account",
  command: "deploy",
  noun: "CloudWatch role",
  after: [],
  foremost: true,
  ids: accountIds,
  actions: [
    "apigateway:GET",
    "apigateway:PATCH",
    "iam:GetRole",
    "iam:CreateRole",
    "iam:TagRole",
    "iam:AttachRolePolicy",
    "iam:DetachRolePolicy",
    "iam:DeleteRole",
    "iam:PassRole",
  ],

  title: ({ config }) => `CloudWatch role of API Gateway in ${config.region}`,

  asked: ({ config }) => (isLogged(config) ? true : undefined),

  wanted: () => ({ "cloudwatch role": "set" as const }),

  async find(ctx: Context): Promise<AccountFound | undefined> {
    const said = ctx.config.accessLog ?? ctx.config.executionLog;
    return whereSaid(ctx, { step: "account", said }, async () => {
      const set = await accountRole(ctx);
      if (set !== undefined && (await roleExists(ctx, set))) return used(ctx, set);
      if (!(await ownRoleExists(ctx))) return undefined;
      return { ids: { arn: loggingRole(ctx).arn }, ours: true, facts: { "cloudwatch role": "not set" } };
    });
  },

  async create(ctx): Promise<AccountFound | undefined> {
    const { name, arn } = loggingRole(ctx);
    if ((await createLoggingRole(ctx)) === undefined && !(await ownRoleExists(ctx)))
      throw new CliError(`There is a role ${name} that was not made by kinesis-proxy.`, {
        hint: "Set a CloudWatch role in the settings of API Gateway yourself, or rename that one.",
      });
    return { ids: { arn }, ours: true, facts: { "cloudwatch role": "not set" } };
  },

  change: {
    async "cloudwatch role"(_found, ctx) {
      const { arn } = loggingRole(ctx);
      try {
        await allowLogging(ctx);
        await setRole(ctx, arn);
      } catch (error) {
        // Who may not set it has a role that is good for nothing.
        if (["AccessDenied", "Unauthorized"].some((name) => isFault(error, name))) {
          await removeLoggingRole(ctx);
          await ctx.state.forget("account");
        }
        throw error;
      }
      return used(ctx, arn);
    },
  },

  async remove(_found, ctx) {
    // Another run may have set it meanwhile.
    if ((await accountRole(ctx)) !== loggingRole(ctx).arn) await removeLoggingRole(ctx);
  },

  /** A role of ours that the account has left for another one, or that a killed run did not set. */
  async ours(ctx): Promise<readonly Ours<AccountFound>[]> {
    const { name, arn } = loggingRole(ctx);
    if (!(await ownRoleExists(ctx)) || (await accountRole(ctx)) === arn) return [];
    return [
      {
        title: `IAM role ${name}`,
        found: { ids: { arn }, ours: true, facts: { "cloudwatch role": "not set" } },
      },
    ];
  },
});

/** The role that the account has; undefined for none. */
async function accountRole({ clients }: Context): Promise<string | undefined> {
  const { cloudwatchRoleArn } = await clients.apigateway.send(new GetAccountCommand({}));
  return cloudwatchRoleArn || undefined;
}

/** A role that is set and works: nobody's, since all APIs of the region log by it. */
function used(ctx: Context, arn: string): AccountFound {
  const isOwn = arn === loggingRole(ctx).arn;
  const shared = isOwn ? `used by all APIs in ${ctx.config.region} that write logs` : undefined;
  return { ids: { arn }, ours: false, shared, facts: { "cloudwatch role": "set" } };
}

/** Sets the role, once API Gateway can see it. */
async function setRole(ctx: Context, value: string): Promise<void> {
  const patchOperations = [{ op: "replace" as const, path: "/cloudwatchRoleArn", value }];
  let refused: unknown;
  const tried = async (): Promise<true | undefined> => {
    try {
      await ctx.clients.apigateway.send(new UpdateAccountCommand({ patchOperations }));
      return true;
    } catch (error) {
      if (!isFault(error, "BadRequest") || !unusable.test((error as Error).message)) throw error;
      refused = error;
      return undefined;
    }
  };
  const waiting = (): void =>
    ctx.report.event({ type: "step.note", step: "account", text: "waiting until API Gateway sees the role" });
  const { clock, signal } = ctx;
  if ((await poll(tried, { clock, signal, first: 2_000, timeout: UNSEEN, waiting })) !== true) throw refused;
}
