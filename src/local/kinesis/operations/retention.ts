import { active } from "../address.ts";
import type { Address } from "../address.ts";
import { invalid } from "../call.ts";
import { integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";

const members = { RetentionPeriodHours: required(integer()) };
const LEAST_HOURS = 24;
const MOST_HOURS = 8760;

/** IncreaseStreamRetentionPeriod. */
export const increaseStreamRetentionPeriod = streamOperation(
  "IncreaseStreamRetentionPeriod",
  members,
  active,
  (_call, stream, { RetentionPeriodHours: hours }, address) => {
    checkBounds(hours);
    if (hours < stream.retentionHours) throw wrongWay(address, hours, stream.retentionHours, "shorter", "Decrease");
    stream.retentionHours = hours;
  },
);

/** DecreaseStreamRetentionPeriod: older records are gone at once. */
export const decreaseStreamRetentionPeriod = streamOperation(
  "DecreaseStreamRetentionPeriod",
  members,
  active,
  (_call, stream, { RetentionPeriodHours: hours }, address) => {
    checkBounds(hours);
    if (hours > stream.retentionHours) throw wrongWay(address, hours, stream.retentionHours, "longer", "Increase");
    stream.retentionHours = hours;
  },
);

function checkBounds(hours: number): void {
  const requested = `Requested retention period (${hours} hours)`;
  if (hours < LEAST_HOURS) {
    throw invalid(`Minimum allowed retention period is ${LEAST_HOURS} hours. ${requested} is too short.`);
  }
  if (hours > MOST_HOURS) {
    throw invalid(`Maximum allowed retention period is ${MOST_HOURS} hours. ${requested} is too long.`);
  }
}

function wrongWay({ name }: Address, hours: number, present: number, than: string, other: string) {
  return invalid(
    `Requested retention period (${hours} hours) for stream ${name} can not be ${than} than existing retention ` +
      `period (${present} hours). Use ${other}RetentionPeriod API.`,
  );
}
