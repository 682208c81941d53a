import { required } from "../../shape/structure.ts";
import { existing, operation } from "../call.ts";
import { filterName, groupName, nextToken, page } from "../members.ts";

/** DescribeSubscriptionFilters: this CloudWatch Logs has none. */
export const describeSubscriptionFilters = operation(
  "DescribeSubscriptionFilters",
  { logGroupName: required(groupName), filterNamePrefix: filterName, nextToken, limit: page },
  (call, { logGroupName }) => {
    existing(call, logGroupName);
    return { subscriptionFilters: [] };
  },
);
