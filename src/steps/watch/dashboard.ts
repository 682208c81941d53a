import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import type { Context } from "../context.ts";
import { alarmsFor } from "./alarm/alarm-list.ts";
import { alarmArn } from "./alarm/alarm-names.ts";
import { mayCall } from "./may-call.ts";
import { whereSaid } from "./watched.ts";
import { watchedProxy } from "./measured/watched-proxy.ts";
import { bodyDrift, dashboardBody, parseBody, type Body } from "./board/dashboard-body.ts";

const dashboardIds = { name: text };

export interface DashboardFound extends FoundFacts {
  readonly ids: Shaped<typeof dashboardIds>;
  readonly facts: { readonly dashboard: Body };
}

/** A CloudWatch dashboard of what the endpoint and the stream do. */
export const dashboard = defineStep({
  name: "dashboard",
  command: "deploy",
  noun: "dashboard",
  after: ["stream", "deployment", "archive", "filters", "stage", "alarms"],
  ids: dashboardIds,
  actions: [
    "cloudwatch:GetDashboard",
    "cloudwatch:ListTagsForResource",
    "cloudwatch:PutDashboard",
    "cloudwatch:TagResource",
    "cloudwatch:DeleteDashboards",
  ],

  title: (ctx) => `Dashboard ${dashboardName(ctx)}`,

  asked: ({ config }) => config.dashboard,

  wanted: (ctx) => ({ dashboard: wantedBody(ctx) }),

  find(ctx: Context): Promise<DashboardFound | undefined> {
    return whereSaid(ctx, { step: "dashboard", said: ctx.config.dashboard }, async () => {
      const { dashboardOwner, dashboardText } = await import("./board/dashboard-calls.ts");
      const name = dashboardName(ctx);
      const there = await dashboardText(ctx, name);
      if (there === undefined) return undefined;
      const body = parseBody(there);
      // What is as this program makes it was made by it.
      const owner =
        bodyDrift(wantedBody(ctx), body).length === 0
          ? ctx.config.name
          : await dashboardOwner(ctx, dashboardArn(ctx, name));
      return found(ctx, { owner, body });
    });
  },

  async rehearse(ctx) {
    const { tagResource } = await import("./tag-resource.ts");
    await mayCall(() => tagResource(ctx, dashboardArn(ctx, dashboardName(ctx))));
  },

  create: (ctx): Promise<DashboardFound | undefined> =>
    Promise.resolve(found(ctx, { owner: ctx.config.name, body: {} })),

  compare: { dashboard: bodyDrift },

  change: {
    async dashboard({ ids }, ctx) {
      const { putDashboard } = await import("./board/dashboard-calls.ts");
      await putDashboard(ctx, ids.name, wantedBody(ctx));
    },
  },

  async remove({ ids }, ctx) {
    await (await import("./board/dashboard-calls.ts")).deleteDashboard(ctx, ids.name);
  },
});

/** Dashboards are of no region, so the name says which; and they know fewer characters than a proxy's name. */
export function dashboardName({ config }: Pick<Context, "config">): string {
  return `kinesis-proxy-${config.name.replaceAll(".", "_")}-${config.region}`;
}

/** Its ARN, without a region. */
function dashboardArn({ identity }: Context, name: string): string {
  return `arn:${identity.partition}:cloudwatch::${identity.accountId}:dashboard/${name}`;
}

function found(
  ctx: Context,
  { owner, body }: { readonly owner: string | undefined; readonly body: Body },
): DashboardFound {
  const ours = owner === ctx.config.name;
  return { ids: { name: dashboardName(ctx) }, ours, ...(!ours && { owner }), facts: { dashboard: body } };
}

/** The dashboard that the settings ask for. */
export function wantedBody(ctx: Pick<Context, "config" | "identity" | "known">): Body {
  const about = watchedProxy(ctx);
  const kinds = ctx.config.alarms ? Object.keys(alarmsFor(about)) : [];
  const alarms = kinds.map((kind) => alarmArn(ctx, kind));
  return dashboardBody(about, { name: ctx.config.name, region: ctx.config.region, alarms });
}
