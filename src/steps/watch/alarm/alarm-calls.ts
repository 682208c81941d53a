import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  type MetricAlarm,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import { unless } from "../../../aws/faults.ts";
import { OWNER_TAG } from "../../../aws/tags.ts";
import type { Context } from "../../context.ts";

const gone = ["ResourceNotFound", "ResourceNotFoundException"];

/** The alarms whose names begin so. */
export async function alarmsFrom({ clients }: Context, AlarmNamePrefix: string): Promise<readonly MetricAlarm[]> {
  const cloudwatch = await clients.lazily.cloudwatch();
  const all: MetricAlarm[] = [];
  for (let NextToken: string | undefined; ;) {
    const page = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix, AlarmTypes: ["MetricAlarm"], MaxRecords: 100, NextToken }),
    );
    all.push(...(page.MetricAlarms ?? []));
    NextToken = page.NextToken;
    if (NextToken === undefined) return all;
  }
}

/** Does our tag name this proxy as the one that made the alarm? */
export async function isOurAlarm({ clients, config }: Context, { AlarmArn }: MetricAlarm): Promise<boolean> {
  const cloudwatch = await clients.lazily.cloudwatch();
  const command = new ListTagsForResourceCommand({ ResourceARN: AlarmArn });
  const seen = await unless(gone, () => cloudwatch.send(command));
  return seen?.Tags?.some(({ Key, Value }) => Key === OWNER_TAG && Value === config.name) ?? true;
}

/** Makes an alarm, or makes it anew; its tags count when it is made. */
export async function putAlarm({ clients, config }: Context, alarm: PutMetricAlarmCommandInput): Promise<void> {
  const cloudwatch = await clients.lazily.cloudwatch();
  await cloudwatch.send(new PutMetricAlarmCommand({ ...alarm, Tags: [{ Key: OWNER_TAG, Value: config.name }] }));
}

/** Takes alarms away, a hundred at most. */
export async function deleteAlarms({ clients }: Context, AlarmNames: string[]): Promise<void> {
  if (AlarmNames.length === 0) return;
  const cloudwatch = await clients.lazily.cloudwatch();
  await unless(gone, () => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames })));
}
