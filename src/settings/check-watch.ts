import { UsageError } from "../engine/errors.ts";
import type { Config } from "./config.ts";
import { ofNoUse } from "./idle-error.ts";
import { isAsked, isStronger, labelIn, type Settings } from "./sources.ts";
import type { SettingName } from "./table.ts";

/** Checks the settings of logs and alarms against each other. */
export function checkWatch(config: Config, settings: Settings): void {
  const { accessLog, executionLog = "OFF", alarms, archive } = config;
  const isLogged = accessLog === true || executionLog !== "OFF";
  refuseIdle(settings, "accessLogFormat", {
    idle: accessLog !== true,
    by: ["accessLog"],
    why: "is about an access log, and there is none",
    hint: "Add --access-log, or leave it out.",
  });
  refuseIdle(settings, "logRetention", {
    idle: !isLogged && !archive,
    by: ["accessLog", "executionLog", "archive"],
    why: "is about a log, and there is none",
    hint: "Add --access-log, or leave it out.",
  });
  refuseIdle(settings, "dataTrace", {
    idle: executionLog === "OFF",
    by: ["executionLog"],
    why: "writes into the execution log, and that is off",
    hint: "Add --execution-log info, or leave it out.",
  });
  refuseIdle(settings, "alarmSilence", {
    idle: !alarms,
    by: ["alarms"],
    why: "is about an alarm, and there are none",
    hint: "Add --alarms, or leave it out.",
  });
  refuseElsewhere(config, settings);
}

interface Idle {
  readonly idle: boolean;
  /** What it is for. */
  readonly by: readonly SettingName[];
  readonly why: string;
  readonly hint: string;
}

/** Says what is for something that is off. Who switches that off need not take away what a weaker source says about it. */
function refuseIdle(settings: Settings, name: SettingName, { idle, by, why, hint }: Idle): void {
  const given = settings[name];
  if (!idle || !isAsked(given) || isOff(given.value)) return;
  const isSwitchedOff = by.some((one) => {
    const other = settings[one];
    return other !== undefined && isStronger(other, given);
  });
  if (!isSwitchedOff) throw ofNoUse(settings, by, `${labelIn(settings, name)} ${why}.`, hint);
}

function isOff(value: unknown): boolean {
  return (
    value === false ||
    value === 0 ||
    (typeof value === "object" && value !== null && "type" in value && value.type === "usual")
  );
}

/** CloudWatch tells topics of its own region only. */
function refuseElsewhere({ alarms, region }: Config, settings: Settings): void {
  if (!alarms || !isAsked(settings.alarms)) return;
  const topic = alarms.topics?.find((arn) => arn.split(":")[3] !== region);
  if (topic === undefined) return;
  throw new UsageError(
    `The SNS topic ${topic} is in ${topic.split(":")[3]}, and alarms in ${region} tell topics of ${region} only.`,
    `Name a topic of ${region}, and subscribe what is elsewhere to it.`,
  );
}
