import { filled, listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import type { Properties } from "../resources/resource.ts";
import { addressOf as addressIn, type Block } from "./block.ts";
import { expression } from "./hcl.ts";
import type { From } from "./plain-blocks.ts";

/** The deployment, made anew when something changes that it freezes; `frozen` are the addresses of that. */
export function deploymentBlocks(
  { one, label, idOf }: From,
  frozen: readonly string[],
  imports: boolean,
): readonly Block[] {
  const { RestApiId, Description } = one.properties;
  const listed = (after: string): string => frozen.map((each) => `      ${each}${after},\n`).join("");
  return [
    {
      type: "aws_api_gateway_deployment",
      label,
      attributes: {
        rest_api_id: RestApiId,
        description: Description,
        // What is added changes nothing that was there. The provider reads no triggers of a deployment that is taken over.
        triggers: imports ? undefined : expression(`{\n    parts = join(" ", [\n${listed(".id")}    ])\n  }`),
      },
      lifecycle: {
        create_before_destroy: true,
        replace_triggered_by: expression(`[\n${listed("")}    ]`),
      },
      after: imports ? frozen : [],
      importId: `${idOf("RestApi")}/${idOf(one.id)}`,
    },
  ];
}

/** The stage, and the settings of its methods. */
export function stageBlocks({ one, label, idOf, addressOf }: From): readonly Block[] {
  const { properties } = one;
  const { RestApiId, DeploymentId, StageName, Description, TracingEnabled } = properties;
  const log = mapIn(properties, "AccessLogSetting");
  const [all] = listIn(properties, "MethodSettings");
  const stage: Block = {
    type: "aws_api_gateway_stage",
    label,
    attributes: {
      rest_api_id: RestApiId,
      deployment_id: DeploymentId,
      stage_name: StageName,
      description: Description,
      xray_tracing_enabled: TracingEnabled,
      tags: pairsIn(properties, "Tags"),
    },
    blocks: filled(log)
      ? [["access_log_settings", { destination_arn: log["DestinationArn"], format: log["Format"] }]]
      : [],
    after: one.after.map(addressOf),
    importId: `${idOf("RestApi")}/${textIn(properties, "StageName")}`,
  };
  return all === undefined ? [stage] : [stage, settingsBlock(all, stage, idOf)];
}

const THROTTLE = "[settings[0].throttling_rate_limit, settings[0].throttling_burst_limit]";

function settingsBlock(all: Properties, stage: Block, idOf: From["idOf"]): Block {
  const level = all["LoggingLevel"];
  return {
    type: "aws_api_gateway_method_settings",
    label: stage.label,
    attributes: {
      rest_api_id: stage.attributes["rest_api_id"],
      stage_name: expression(`${addressIn(stage)}.stage_name`),
      method_path: "*/*",
    },
    blocks: [
      [
        "settings",
        {
          // AWS tells no level before one was set, and the provider would take "OFF" for a change.
          logging_level: level === "OFF" ? undefined : level,
          data_trace_enabled: all["DataTraceEnabled"],
          metrics_enabled: all["MetricsEnabled"],
          throttling_rate_limit: all["ThrottlingRateLimit"],
          throttling_burst_limit: all["ThrottlingBurstLimit"],
        },
      ],
    ],
    // Without a throttle of its own a stage tells the account's, which the provider would take for a change.
    ...(all["ThrottlingRateLimit"] === undefined && { lifecycle: { ignore_changes: expression(THROTTLE) } }),
    importId: `${idOf("RestApi")}/${String(stage.attributes["stage_name"])}/*/*`,
  };
}

/** The usage plan of the key. */
export function planBlocks({ one, label, idOf }: From): readonly Block[] {
  const { UsagePlanName } = one.properties;
  const quota = mapIn(one.properties, "Quota");
  return [
    {
      type: "aws_api_gateway_usage_plan",
      label,
      attributes: { name: UsagePlanName, tags: pairsIn(one.properties, "Tags") },
      blocks: [
        ...listIn(one.properties, "ApiStages").map(
          ({ ApiId, Stage }) => ["api_stages", { api_id: ApiId, stage: Stage }] as const,
        ),
        ...(filled(quota)
          ? [["quota_settings", { limit: quota["Limit"], offset: quota["Offset"], period: quota["Period"] }] as const]
          : []),
      ],
      importId: idOf(one.id),
    },
  ];
}

/** The addresses of all blocks that a deployment freezes. */
export function frozenIn(blocks: readonly Block[]): readonly string[] {
  const kinds = [
    "method",
    "method_response",
    "integration",
    "integration_response",
    "gateway_response",
    "model",
    "rest_api_policy",
  ];
  return blocks.filter(({ type }) => kinds.some((kind) => type === `aws_api_gateway_${kind}`)).map(addressIn);
}
