import { ownerTags } from "../../../../aws/tags.ts";
import { alarmPrefix } from "../../../../steps/watch/alarm/alarm-names.ts";
import { dashboardName } from "../../../../steps/watch/dashboard.ts";
import { accessLogGroup } from "../../../../steps/watch/log-group/log-group-names.ts";
import { loggingPolicyArn, loggingRoleToMake } from "../../../../steps/watch/logging-role.ts";
import { filterToPut, lineMetrics } from "../../../../steps/watch/measured/metric-filters.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { apiIdOf } from "./api-resources.ts";
import { logGroup } from "./log-group.ts";
import { nameOf } from "./names.ts";
import { reference } from "./reference.ts";
import { resource, tagList, type Resource } from "./resource.ts";

/** Says whether the account's logging role is made: all APIs of the region log by it, and it may be set already. */
export const LOGGING = "SetLoggingRole";

/** What must be there before the stage writes logs. */
export function logResources(facts: ProxyFacts): readonly Resource[] {
  const { config, own, logRetention } = facts;
  const made = loggingRoleToMake(facts);
  const account = [
    resource("LoggingRole", "AWS::IAM::Role", { ...made, ManagedPolicyArns: [loggingPolicyArn(facts)] }),
    resource("Account", "AWS::ApiGateway::Account", { CloudWatchRoleArn: reference("LoggingRole", "Arn") }),
  ].map((one) => ({ ...one, when: LOGGING }));
  const filters = lineMetrics.map((one) => {
    const { filterName, filterPattern, metricTransformations } = filterToPut(facts, one);
    return resource(nameOf("Filter", one.metric), "AWS::Logs::MetricFilter", {
      FilterName: filterName,
      LogGroupName: reference("AccessLog", "Name"),
      FilterPattern: filterPattern,
      MetricTransformations: metricTransformations.map(({ metricName, metricNamespace, metricValue }) => ({
        MetricName: metricName,
        MetricNamespace: metricNamespace,
        MetricValue: metricValue,
      })),
    });
  });
  const execution = `API-Gateway-Execution-Logs_${apiIdOf(facts)}/${config.stage}`;
  return [
    ...(own.has("account") ? account : []),
    ...(own.has("logs") ? [logGroup("AccessLog", accessLogGroup(facts), { config, days: logRetention.logs })] : []),
    ...(own.has("execution-logs")
      ? [logGroup("ExecutionLog", execution, { config, days: logRetention["execution-logs"] })]
      : []),
    ...(own.has("filters") ? filters : []),
  ];
}

/** Alarms and dashboard. */
export function watchResources(facts: ProxyFacts): readonly Resource[] {
  const { config, own } = facts;
  const alarms = Object.entries(facts.alarms).map(([kind, alarm]) =>
    resource(nameOf("Alarm", kind), "AWS::CloudWatch::Alarm", {
      AlarmName: alarmPrefix(facts) + kind,
      ...alarm,
      Tags: tagList(ownerTags(config.name)),
    }),
  );
  const dashboard = resource("Dashboard", "AWS::CloudWatch::Dashboard", {
    DashboardName: dashboardName(facts),
    DashboardBody: JSON.stringify(facts.dashboard),
  });
  return [...(own.has("alarms") ? alarms : []), ...(own.has("dashboard") ? [dashboard] : [])];
}
