import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import { unless } from "../../../aws/faults.ts";
import { unlessUnsupported } from "../../../aws/unless-unsupported.ts";
import { OWNER_TAG } from "../../../aws/tags.ts";
import type { Context } from "../../context.ts";

// AWS's code and the name of its shape: SDKs tell the one or the other.
const gone = ["ResourceNotFound", "DashboardNotFoundError"];

/** The body of the dashboard of that name, as text; undefined when there is none. */
export async function dashboardText({ clients }: Context, DashboardName: string): Promise<string | undefined> {
  const cloudwatch = await clients.lazily.cloudwatch();
  const seen = await unless(gone, () => cloudwatch.send(new GetDashboardCommand({ DashboardName })));
  return seen && (seen.DashboardBody ?? "");
}

/** The proxy that its tag names; undefined without a tag. */
export async function dashboardOwner(ctx: Context, ResourceARN: string): Promise<string | undefined> {
  const cloudwatch = await ctx.clients.lazily.cloudwatch();
  const look = () => cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }));
  const seen = await unless(gone, () => unlessUnsupported(ctx, look));
  return seen?.Tags?.find(({ Key }) => Key === OWNER_TAG)?.Value;
}

/** Makes a dashboard, or replaces all of it; its tags count when it is made. */
export async function putDashboard({ clients, config }: Context, DashboardName: string, body: object): Promise<void> {
  const cloudwatch = await clients.lazily.cloudwatch();
  const Tags = [{ Key: OWNER_TAG, Value: config.name }];
  await cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody: JSON.stringify(body), Tags }));
}

/** Takes it away. */
export async function deleteDashboard({ clients }: Context, name: string): Promise<void> {
  const cloudwatch = await clients.lazily.cloudwatch();
  await unless(gone, () => cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] })));
}
