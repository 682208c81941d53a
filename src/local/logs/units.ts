const amounts = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"];
const bits = ["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"];
const perSecond = [...amounts, ...bits, "Count"].map((unit) => `${unit}/Second`);

/** The units of a metric, in AWS's order. */
export const units: readonly string[] = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  ...amounts,
  ...bits,
  "Percent",
  "Count",
  ...perSecond,
  "None",
];
