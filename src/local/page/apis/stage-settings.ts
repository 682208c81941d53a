import type { StageRecord } from "../../apigateway/stages/stage-definition.ts";

/** The settings of a stage that change what it does, by name. */
export function stageSettings({
  methodSettings,
  variables = {},
  accessLogSettings,
  canarySettings,
  tracingEnabled,
}: StageRecord): readonly (readonly [name: string, value: string])[] {
  const methods = Object.entries(methodSettings).map(([of, settings]) => {
    const { throttlingRateLimit: rate, throttlingBurstLimit: burst, loggingLevel, dataTraceEnabled } = settings;
    const said = [
      rate >= 0 && burst >= 0 && `${rate} requests a second, ${burst} at once`,
      loggingLevel !== undefined && loggingLevel !== "OFF" && `log of executions: ${loggingLevel}`,
      dataTraceEnabled && "with bodies",
      settings.metricsEnabled && "detailed metrics",
    ].filter((one) => one !== false);
    return [`Methods ${of}`, said.join(", ") || "as usual"] as const;
  });
  return [
    ...methods,
    ...Object.entries(variables).map(([name, value]) => [`Stage variable ${name}`, value] as const),
    ...(accessLogSettings?.destinationArn === undefined
      ? []
      : [["Access log", accessLogSettings.destinationArn] as const]),
    ...(canarySettings === undefined
      ? []
      : [["Canary", `${canarySettings.percentTraffic} % to ${canarySettings.deploymentId}`] as const]),
    ...(tracingEnabled ? [["Tracing", "on"] as const] : []),
  ];
}
