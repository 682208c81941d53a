/** How a line of a graph is drawn; `stat` of a metric, as CloudWatch names statistics. */
export interface MetricLine {
  readonly id?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly color?: string;
  readonly visible?: boolean;
  readonly yAxis?: "left" | "right";
}

/** A graph: what differs from one to the next. */
export interface MetricWidget {
  readonly title: string;
  readonly metrics: readonly (readonly unknown[])[];
  readonly stacked?: boolean;
  readonly yAxis: object;
  readonly annotations?: object;
}

/** A metric: its namespace, name, and names and values of its dimensions. */
export function line(metric: readonly string[], options: MetricLine): readonly unknown[] {
  return [...metric, options];
}

/** What is reckoned from other lines, by their ids. */
export function formula(expression: string, options: MetricLine): readonly unknown[] {
  return [{ expression, ...options }];
}

/** An axis of how many. */
export const counts = { left: { min: 0, showUnits: false } } as const;
