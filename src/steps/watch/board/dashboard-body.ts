import type { Drift } from "../../../engine/errors.ts";
import { sameValue } from "../../../engine/same-json.ts";
import type { Watched } from "../measured/watched-proxy.ts";
import { widgetsOf } from "./dashboard-widgets.ts";
import type { MetricWidget } from "./widget-shapes.ts";

/** A dashboard's body, parsed. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export type Body = Readonly<Record<string, unknown>>;

/** What a dashboard shows beside the metrics. */
export interface Shown {
  /** The proxy. */
  readonly name: string;
  readonly region: string;
  /** ARNs of its alarms. */
  readonly alarms: readonly string[];
}

/** The grid is 24 wide: two graphs in a row. */
const [WIDTH, HEIGHT] = [12, 6];

/** The dashboard of a proxy. */
export function dashboardBody(about: Watched, { name, region, alarms }: Shown): Body {
  const markdown = `# ${name}\nStage \`${about.stage}\` of \`${about.apiName}\` into the stream \`${about.streamName}\`, ${region}. kinesis-proxy made this dashboard: \`kinesis-proxy up\` undoes what is changed here.`;
  const top = [
    { type: "text", x: 0, y: 0, width: 24, height: 2, properties: { markdown } },
    ...(alarms.length === 0
      ? []
      : [{ type: "alarm", x: 0, y: 2, width: 24, height: 3, properties: { title: "Alarms", alarms } }]),
  ];
  const from = top.reduce((rows, { height }) => rows + height, 0);
  const graphs = widgetsOf(about).map((widget, index) => ({
    type: "metric",
    x: (index % 2) * WIDTH,
    y: from + Math.floor(index / 2) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: properties(widget, region),
  }));
  return { widgets: [...top, ...graphs] };
}

function properties({ title, stacked = false, metrics, yAxis, annotations }: MetricWidget, region: string) {
  return {
    title,
    region,
    view: "timeSeries",
    stacked,
    period: 60,
    metrics,
    yAxis,
    ...(annotations !== undefined && { annotations }),
  };
}

/** Where a dashboard is not as wanted, widget by widget, and whatever else is in the body. */
export function bodyDrift(wanted: Body, actual: Body): readonly Drift[] {
  if (sameValue(wanted, actual)) return [];
  const others = [...new Set([...Object.keys(wanted), ...Object.keys(actual)])]
    .filter((name) => name !== "widgets" && !sameValue(wanted[name] ?? null, actual[name] ?? null))
    .map((name) => ({ field: name, wanted: wanted[name] ?? "none", actual: actual[name] ?? "none" }));
  const [asked, there] = [byTitle(wanted), byTitle(actual)];
  const widgets = [...new Set([...asked.keys(), ...there.keys()])].flatMap((title): readonly Drift[] => {
    const [one, other] = [asked.get(title), there.get(title)];
    if (other === undefined) return [{ field: title, wanted: "there", actual: "missing" }];
    if (one === undefined) return [{ field: title, wanted: "none", actual: "there" }];
    return sameValue(one, other) ? [] : [{ field: title, wanted: "as made", actual: "changed" }];
  });
  const all = [...others, ...widgets];
  // Two widgets of one title, or their order.
  return all.length > 0 ? all : [{ field: "widgets", wanted: "as made", actual: "changed" }];
}

/** The widgets by the titles that people see. */
function byTitle({ widgets }: Body): ReadonlyMap<string, unknown> {
  const all: readonly unknown[] = Array.isArray(widgets) ? widgets : [];
  return new Map(all.map((widget, index) => [titleOf(widget) ?? `widget ${index + 1}`, widget]));
}

function titleOf(widget: unknown): string | undefined {
  const { type, properties: about } = objectOf(widget);
  const { title } = objectOf(about);
  return typeof title === "string" && title !== "" ? title : type === "text" ? "text" : undefined;
}

function objectOf(value: unknown): Body {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** A body as it is stored; what is no JSON object is an empty one. */
export function parseBody(text: string): Body {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}
