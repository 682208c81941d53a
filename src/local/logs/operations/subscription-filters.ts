import { Fault } from "../../fault.ts";
import type { JsonOperation } from "../../protocols/json-operation.ts";
import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { oneOf, text } from "../../shape/text.ts";
import { existing, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { invalid, noDestination, refuseGiven } from "../faults.ts";
import {
  fieldSelectionCriteria,
  filterName,
  filterPattern,
  groupName,
  nextToken,
  page,
  systemFields,
} from "../members.ts";
import { byName, paged } from "../paging.ts";
import { readPattern } from "../pattern/pattern.ts";
import { checkPassRole, tryTarget, vendorOf } from "../subscriptions/check-target.ts";
import { Forwarding } from "../subscriptions/forwarding.ts";
import type { LogsPlatform } from "../subscriptions/platform.ts";

const mostFilters = 2;

/** PutSubscriptionFilter: makes it, or replaces the one of that name. A message tries the target first. */
export function putSubscriptionFilter(platform: LogsPlatform): JsonOperation {
  return operation(
    "PutSubscriptionFilter",
    {
      logGroupName: required(groupName),
      filterName: required(filterName),
      filterPattern: required(filterPattern),
      destinationArn: required(text({ min: 1 })),
      roleArn: text({ min: 1 }),
      distribution: oneOf("Random", "ByLogStream"),
      applyOnTransformedLogs: flag,
      fieldSelectionCriteria,
      emitSystemFields: systemFields,
    },
    async (call, { fieldSelectionCriteria: criteria, emitSystemFields, ...input }) => {
      const { distribution = "ByLogStream", applyOnTransformedLogs = false, roleArn, ...given } = input;
      refuseGiven({ fieldSelectionCriteria: criteria, emitSystemFields }, "PutSubscriptionFilter");
      checkDestinationArn(call, given.destinationArn, roleArn);
      const group = existing(call, given.logGroupName);
      readPattern(given.filterPattern, "filter pattern");
      const before = group.subscriptions.get(given.filterName);
      if (before === undefined && group.subscriptions.size >= mostFilters)
        throw new Fault("LimitExceededException", "Resource limit exceeded.");
      const { scope, store, now } = call;
      const { destinationArn: arn } = given;
      const isLogical = vendorOf(arn) === "logs";
      const targetOf = () =>
        isLogical ? store.destinations.get(nameOf(arn))?.target : { arn, roleArn: roleArn ?? "" };
      if (!isLogical) await tryTarget(platform, call, { arn, roleArn: roleArn ?? "" }, group.arn);
      const filter = {
        ...given,
        ...(roleArn === undefined ? {} : { roleArn }),
        distribution,
        applyOnTransformedLogs,
        creationTime: before?.filter.creationTime ?? now,
      };
      const forwarding = new Forwarding(platform, scope, filter, group.arn, targetOf);
      group.subscriptions.set(filter.filterName, { filter, forwarding });
      return {};
    },
  );
}

/** DeleteSubscriptionFilter. What it has not sent is lost. */
export const deleteSubscriptionFilter = operation(
  "DeleteSubscriptionFilter",
  { logGroupName: required(groupName), filterName: required(filterName) },
  (call, { logGroupName, filterName: name }) => {
    const { subscriptions } = existing(call, logGroupName);
    const found = subscriptions.get(name);
    if (found === undefined)
      throw new Fault("ResourceNotFoundException", "The specified subscription filter does not exist.");
    found.forwarding.stop();
    subscriptions.delete(name);
  },
);

/** DescribeSubscriptionFilters, of one group. */
export const describeSubscriptionFilters = operation(
  "DescribeSubscriptionFilters",
  { logGroupName: required(groupName), filterNamePrefix: filterName, nextToken, limit: page },
  (call, { logGroupName, filterNamePrefix: prefix = "", ...asked }) => {
    const all = [...existing(call, logGroupName).subscriptions.values()].map(({ filter }) => filter);
    const wanted = all
      .map((filter) => ({ filter, name: filter.filterName }))
      .filter(({ name }) => name.startsWith(prefix));
    const { items, more } = paged(wanted.toSorted(byName), asked, ({ name }) => name);
    return { subscriptionFilters: items.map(({ filter }) => filter), ...more };
  },
);

/** Throws what AWS says of a destination before it looks for the log group. */
function checkDestinationArn(call: Call, arn: string, roleArn: string | undefined): void {
  const vendor = vendorOf(arn);
  const account = arn.split(":")[4];
  switch (vendor) {
    case "kinesis":
    case "firehose":
      if (roleArn === undefined) throw invalid(`destinationArn for vendor ${vendor} cannot be used without roleArn`);
      return checkPassRole(call, roleArn);
    case "logs":
      if (!call.store.destinations.has(nameOf(arn))) throw noDestination();
      return;
    case "lambda":
      if (roleArn !== undefined) throw invalid("destinationArn for vendor lambda cannot be used with roleArn");
      if (account === call.scope.account.id)
        throw invalid(
          "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.",
        );
      throw new Fault(
        "AccessDeniedException",
        "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.",
      );
    default:
      throw invalid(`PutSubscriptionFilter operation cannot work with destinationArn for vendor ${vendor}`);
  }
}

/** The name in the ARN of a logical destination; "" where it is none. */
function nameOf(arn: string): string {
  return /:destination:([^:]+)$/.exec(arn)?.[1] ?? "";
}
