import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { list } from "../../shape/collection.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { checkBody } from "../dashboards/check-body.ts";
import { checkDashboardName, dashboardsOf, noDashboard } from "../dashboards/dashboard-store.ts";
import { tags } from "../members.ts";
import { page } from "../page.ts";
import { dashboardArn } from "../resource-arn.ts";
import { addTags, removeTags } from "../tag-store.ts";

const PAGE = 1_000;

/** PutDashboard: makes a dashboard or replaces all of it. */
export const putDashboard = wireOperation(
  "PutDashboard",
  { DashboardName: required(text()), DashboardBody: required(text()), Tags: tags },
  (scope, { DashboardName: name, DashboardBody: body, Tags = [] }) => {
    const { account } = scope;
    checkDashboardName(name);
    const warnings = checkBody(body);
    const arn = dashboardArn(scope, name);
    const all = dashboardsOf(account);
    // Like an alarm's, tags count only when it is made.
    if (!all.has(name) && Tags.length > 0) addTags(account, arn, Tags);
    all.set(name, { name, arn, body, modified: account.clock.now() });
    return { DashboardValidationMessages: warnings };
  },
  (scope, { DashboardName }) => dashboardArn(scope, DashboardName),
);

/** GetDashboard. */
export const getDashboard = wireOperation(
  "GetDashboard",
  { DashboardName: required(text()) },
  ({ account }, { DashboardName }) => {
    checkDashboardName(DashboardName);
    const found = dashboardsOf(account).get(DashboardName);
    if (found === undefined) throw noDashboard([DashboardName]);
    return { DashboardArn: found.arn, DashboardBody: found.body, DashboardName };
  },
  (scope, { DashboardName }) => dashboardArn(scope, DashboardName),
);

/** ListDashboards: by name. */
export const listDashboards = wireOperation(
  "ListDashboards",
  { DashboardNamePrefix: text(), NextToken: text() },
  ({ account }, { DashboardNamePrefix: prefix = "", NextToken: token }) => {
    const found = [...dashboardsOf(account).values()]
      .filter(({ name }) => name.startsWith(prefix))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const { items, NextToken } = page(found, token, PAGE, ({ name }) => name);
    const entries = items.map(({ name, arn, body, modified }) => ({
      DashboardName: name,
      DashboardArn: arn,
      LastModified: new Date(modified),
      Size: Buffer.byteLength(body),
    }));
    return { DashboardEntries: entries, NextToken };
  },
);

/** DeleteDashboards: deletes those that are there, even if it refuses because of one that is not. */
export const deleteDashboards = wireOperation(
  "DeleteDashboards",
  { DashboardNames: required(list(text())) },
  ({ account }, { DashboardNames: names }) => {
    const all = dashboardsOf(account);
    const missing = names.filter((name) => !all.has(name));
    for (const name of names) {
      const found = all.get(name);
      if (found === undefined) continue;
      all.delete(name);
      removeTags(account, found.arn);
    }
    if (missing.length > 0) throw noDashboard(missing);
    return {};
  },
  (scope, { DashboardNames: names }) => (names.length === 1 ? dashboardArn(scope, names[0] ?? "") : "*"),
);
