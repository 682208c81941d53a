import { Fault } from "../../fault.ts";
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

/** DeleteSubscriptionFilter: there is none to delete. */
export const deleteSubscriptionFilter = operation(
  "DeleteSubscriptionFilter",
  { logGroupName: required(groupName), filterName: required(filterName) },
  (call, { logGroupName }) => {
    existing(call, logGroupName);
    throw new Fault("ResourceNotFoundException", "The specified subscription filter does not exist.");
  },
);
