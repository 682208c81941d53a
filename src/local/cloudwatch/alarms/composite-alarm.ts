import { flag, integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { name, tags } from "../members.ts";
import { actions } from "./alarm.ts";
import type { AlarmState } from "./alarm.ts";
import type { Rule } from "./alarm-rule.ts";

export const compositeMembers = {
  AlarmName: required(name),
  AlarmDescription: text({ max: 1024 }),
  AlarmRule: required(text({ min: 1, max: 10_240 })),
  ActionsEnabled: flag,
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  Tags: tags,
  ActionsSuppressor: text({ min: 1, max: 1600 }),
  ActionsSuppressorWaitPeriod: integer({ min: 0 }),
  ActionsSuppressorExtensionPeriod: integer({ min: 0 }),
};

/** What PutCompositeAlarm is given. */
export type CompositeInput = Of<typeof compositeMembers>;

/** A composite alarm with its state. Its suppressor is kept and given back, and suppresses nothing. */
export interface CompositeAlarm {
  readonly name: string;
  readonly arn: string;
  /** Checked; without the tags. */
  settings: CompositeInput;
  rule: Rule;
  /** Milliseconds since 1970. */
  configured: number;
  state: AlarmState;
}

/** The alarm as DescribeAlarms shows it: AWS leaves out what was not set. */
export function describeComposite({ arn, settings, configured, state }: CompositeAlarm) {
  const { ActionsEnabled = true, OKActions = [], AlarmActions = [], InsufficientDataActions = [], ...rest } = settings;
  return {
    ...rest,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(configured),
    ActionsEnabled,
    OKActions,
    AlarmActions,
    InsufficientDataActions,
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.data,
    StateUpdatedTimestamp: new Date(state.updated),
    StateTransitionedTimestamp: new Date(state.transitioned),
  };
}
