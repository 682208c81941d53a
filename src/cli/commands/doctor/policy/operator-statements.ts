import { streamArn } from "../../../../aws/arns.ts";
import type { Step } from "../../../../engine/step/step.ts";
import type { Context } from "../../../../steps/context.ts";
import { kmsKeyOf, type StreamKey } from "../../../../steps/policies.ts";
import { proxy } from "../../../../steps/index.ts";
import { isLogged } from "../../../../steps/watch/watched.ts";
import { gatewayStatements } from "./gateway-statements.ts";
import { resourcesOf } from "./resources-of.ts";
import type { Statement } from "./statement.ts";

type About = Pick<Context, "config" | "identity">;

/** What the operator of this proxy needs: for `up`, `status`, `down` and the commands that read, of the steps that are asked for.
 * Resources are as narrow as AWS lets them be where ids are not known before. */
export function operatorStatements(ctx: Context): readonly Statement[] {
  const asked = proxy.filter((step) => step.asked(ctx) === true);
  return [
    ...asked.flatMap((step) => ofStep(step, ctx)),
    ...gatewayStatements(
      asked.map(({ name }) => name),
      ctx,
    ),
    ...reading(ctx),
    {
      sid: "Doctor",
      actions: ["iam:GetAccountSummary", "iam:SimulatePrincipalPolicy", "kinesis:DescribeLimits"],
      resources: ["*"],
    },
  ];
}

function ofStep(step: Step, ctx: About): readonly Statement[] {
  // An existing role is only passed on.
  const given = step.name === "role" && ctx.config.roleArn !== undefined;
  return step.actions
    .filter((action) => !action.startsWith("apigateway:") && !(given && action.startsWith("iam:")))
    .flatMap((action) => {
      const found = resourcesOf(action, step.name, ctx);
      return found === undefined ? [] : [{ ...found, actions: [action] }];
    });
}

/** What `tail`, `send`, `logs` and `metrics` read beside. */
function reading({ config, identity }: About): readonly Statement[] {
  const { auth, region, kmsKey, accessLog, executionLog, name } = config;
  const { partition, accountId } = identity;
  const stream = config.streamArn ?? streamArn({ ...identity, region }, config.streamName);
  const logs = `arn:${partition}:logs:${region}:${accountId}:log-group:`;
  const groups = [
    ...(accessLog === true ? [`${logs}/aws/vendedlogs/kinesis-proxy/${name}:*`] : []),
    ...(executionLog !== undefined && executionLog !== "OFF" ? [`${logs}API-Gateway-Execution-Logs_*`] : []),
  ];
  return [
    {
      sid: "Stream",
      actions: ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
      resources: [stream],
    },
    { sid: "Metrics", actions: ["cloudwatch:GetMetricData"], resources: ["*"] },
    ...(isLogged(config) ? [{ sid: "Logs", actions: ["logs:FilterLogEvents"], resources: groups }] : []),
    ...(auth === "AWS_IAM"
      ? [
          {
            sid: "Call",
            actions: ["execute-api:Invoke"],
            resources: [`arn:${partition}:execute-api:${region}:${accountId}:*/${config.stage}/POST/*`],
          },
        ]
      : []),
    ...keyStatement(kmsKeyOf(kmsKey, { ...identity, region })),
  ];
}

/** An alias is looked up, and its key is known by no other name before. */
function keyStatement(key: StreamKey | undefined): readonly Statement[] {
  return key === undefined ? [] : [{ sid: "Key", actions: ["kms:Decrypt"], resources: [key.arn] }];
}
