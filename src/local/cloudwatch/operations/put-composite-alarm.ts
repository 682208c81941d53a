import { Fault } from "../../fault.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { alarmsIn, readRule } from "../alarms/alarm-rule.ts";
import type { Rule } from "../alarms/alarm-rule.ts";
import { alarmStore, anyAlarm, mostAlarms, remember } from "../alarms/alarm-store.ts";
import { checkActions } from "../alarms/check-alarm.ts";
import { compositeMembers } from "../alarms/composite-alarm.ts";
import type { CompositeAlarm, CompositeInput } from "../alarms/composite-alarm.ts";
import { settleAlarms } from "../alarms/evaluate-alarms.ts";
import { RuleError } from "../alarms/rule-tokens.ts";
import { childrenOf, evaluateComposite, ruleState } from "../alarms/transition.ts";
import { invalid } from "../faults.ts";
import { alarmArn } from "../resource-arn.ts";
import { addTags } from "../tag-store.ts";

/** PutCompositeAlarm: makes an alarm or overwrites all of it but its state and its tags, and evaluates it. */
export const putCompositeAlarm = wireOperation("PutCompositeAlarm", compositeMembers, (scope, input) => {
  const { account, region } = scope;
  checkActions(input, region);
  checkSuppressor(input);
  settleAlarms(account, region);
  const store = alarmStore(account, region);
  const { AlarmName: name, Tags = [], ...rest } = input;
  const rule = checkedRule(input.AlarmRule);
  const missing = alarmsIn(rule).filter((named) => {
    const arn = anyAlarm(store, named)?.arn;
    return named !== name && (arn === undefined || (named.startsWith("arn:") && named !== arn));
  });
  if (missing.length > 0)
    throw invalid(
      `Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do not exist`,
    );
  if (store.alarms.has(name)) throw invalid(`There is a metric alarm named ${name}.`);
  const settings: CompositeInput = { AlarmName: name, ...rest };
  const now = account.clock.now();
  const known = store.composites.get(name);
  if (known === undefined && store.alarms.size + store.composites.size >= mostAlarms)
    throw new Fault("LimitExceededFault", `This local AWS keeps ${mostAlarms} alarms at most.`);
  const arn = alarmArn(scope, name);
  if (known === undefined && Tags.length > 0) addTags(account, arn, Tags);
  const state = { value: "INSUFFICIENT_DATA", reason: "Unchecked: Initial alarm creation", updated: now } as const;
  const alarm: CompositeAlarm = known ?? {
    name,
    arn,
    settings,
    rule,
    configured: now,
    state: { ...state, transitioned: now },
  };
  Object.assign(alarm, { settings, rule, configured: now });
  store.composites.set(name, alarm);
  const kind = known === undefined ? "Create" : "Update";
  const did = `${kind.toLowerCase()}d`;
  const data = JSON.stringify({ version: "1.0", type: kind, [`${did}Alarm`]: settings });
  const about = { alarm: name, at: now, type: "ConfigurationUpdate", isComposite: true } as const;
  remember(store, { ...about, summary: `Alarm "${name}" ${did}`, data });
  const reason = `${arn} was ${did} and its alarm rule evaluates to ${ruleState(store, alarm)}`;
  evaluateComposite(account, store, alarm, { reason, by: childrenOf(store, alarm) }, now);
  return undefined;
});

function checkedRule(text: string): Rule {
  if (text.trim() !== text) throw invalid("AlarmRule must not contain leading or trailing whitespace or be null");
  try {
    return readRule(text);
  } catch (error) {
    if (error instanceof RuleError) throw invalid(error.message);
    throw error;
  }
}

function checkSuppressor(input: CompositeInput): void {
  if (input.ActionsSuppressor === undefined) return;
  for (const period of ["ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod"] as const)
    if (input[period] === undefined) throw invalid(`${period} must not be null when ActionsSuppressor is specified`);
}
