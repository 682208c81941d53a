import { Fault } from "../../fault.ts";

/** What is wrong with a part of a dashboard's body. */
export interface BodyProblem {
  readonly DataPath: string;
  readonly Message: string;
}

const types = ["metric", "text", "log", "alarm", "explorer", "custom", "trace", "chart"];
const MOST_WIDGETS = 500;
const COLUMNS = 24;
const MOST_ROWS = 1000;

/** What is odd about a body that can be used. Throws InvalidParameterInput for one that cannot. */
export function checkBody(body: string): readonly BodyProblem[] {
  const parsed = objectIn(body);
  const problems: BodyProblem[] = [];
  const widgets = parsed["widgets"];
  if (!Array.isArray(widgets)) problems.push({ DataPath: "/", Message: "Should have required property 'widgets'" });
  else if (widgets.length > MOST_WIDGETS) {
    problems.push({ DataPath: "/widgets", Message: `Should NOT have more than ${MOST_WIDGETS} items` });
  } else for (const [i, widget] of widgets.entries()) problems.push(...problemsOf(widget, `/widgets/${i}`));
  if (problems.length > 0) throw refusal(problems);
  return Array.isArray(widgets) ? widgets.flatMap((widget, i) => warningsOf(widget, `/widgets/${i}`)) : [];
}

function objectIn(body: string): Members {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // Not JSON at all.
  }
  if (!isObject(parsed))
    throw new Fault("DashboardInvalidInputError", "The field DashboardBody must be a valid JSON object");
  return parsed;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOf(widget: unknown, at: string): readonly BodyProblem[] {
  if (!isObject(widget)) return [{ DataPath: at, Message: "Should be object" }];
  const { type, properties } = widget;
  const found: BodyProblem[] = [];
  if (typeof type !== "string") found.push({ DataPath: at, Message: "Should have required property 'type'" });
  else if (!types.includes(type)) {
    found.push({ DataPath: `${at}/type`, Message: "Should be equal to one of the allowed values" });
  }
  for (const [name, least, most] of sizes) {
    const value = widget[name];
    const isFine = value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most);
    if (!isFine) found.push({ DataPath: `${at}/${name}`, Message: `Should be an integer from ${least} to ${most}` });
  }
  if (!isObject(properties)) found.push({ DataPath: at, Message: "Should have required property 'properties'" });
  else if (type === "metric") found.push(...metricProblems(properties, `${at}/properties`));
  return found;
}

const sizes = [
  ["x", 0, COLUMNS - 1],
  ["y", 0, Number.MAX_SAFE_INTEGER],
  ["width", 1, COLUMNS],
  ["height", 1, MOST_ROWS],
] as const;

function metricProblems({ metrics, annotations }: Members, at: string): readonly BodyProblem[] {
  if (metrics === undefined && annotations === undefined) {
    return [{ DataPath: at, Message: "Should have required property 'metrics'" }];
  }
  if (metrics === undefined) return [];
  if (!Array.isArray(metrics)) return [{ DataPath: `${at}/metrics`, Message: "Should be array" }];
  return metrics.flatMap((metric: unknown, i) => {
    const path = `${at}/metrics/${i}`;
    if (!Array.isArray(metric)) return [{ DataPath: path, Message: "Should be array" }];
    const isExpression = isObject(metric[0]);
    return isExpression || metric.length >= 2
      ? []
      : [{ DataPath: path, Message: "Should NOT have fewer than 2 items" }];
  });
}

function warningsOf(widget: unknown, at: string): readonly BodyProblem[] {
  if (!isObject(widget) || widget["type"] !== "metric" || !isObject(widget["properties"])) return [];
  const { region } = widget["properties"];
  return region === undefined
    ? [{ DataPath: `${at}/properties`, Message: "Should have required property 'region'" }]
    : [];
}

function refusal(problems: readonly BodyProblem[]): Fault {
  const listed = problems.map(({ DataPath, Message }) => ({ dataPath: DataPath, message: Message }));
  const message = `The dashboard body is invalid, there are ${problems.length} validation errors:\n${JSON.stringify(listed, undefined, 2)}`;
  return new Fault("DashboardInvalidInputError", message);
}
