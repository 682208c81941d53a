import type { JsonOperation } from "../../protocols/json-operation.ts";
import { hasReserved, reservedTag } from "../../shape/reserved-tags.ts";
import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { authorize, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { invalid, noDestination } from "../faults.ts";
import { filterName, nextToken, page, tags } from "../members.ts";
import { byName, paged } from "../paging.ts";
import { checkPassRole, tryTarget } from "../subscriptions/check-target.ts";
import { shownDestination } from "../subscriptions/destination.ts";
import type { Destination } from "../subscriptions/destination.ts";
import type { LogsPlatform } from "../subscriptions/platform.ts";

// The same limits as a filter's.
const destinationName = filterName;
const which = { destinationName: required(destinationName) };

/** PutDestination: makes it, or changes its target. A message tries the target first. */
export function putDestination(platform: LogsPlatform): JsonOperation {
  return operation(
    "PutDestination",
    { ...which, targetArn: required(text({ min: 1 })), roleArn: required(text({ min: 1 })), tags },
    async (call, { destinationName: name, targetArn, roleArn, tags: given }) => {
      const arn = admitted(call, name);
      const target = { arn: targetArn, roleArn };
      if (hasReserved(given?.keys() ?? [])) throw invalid(reservedTag);
      checkPassRole(call, roleArn);
      await tryTarget(platform, call, target, arn, "destination. Check if the destination is valid.");
      const { destinations } = call.store;
      const found = destinations.get(name) ?? { name, arn, createdAt: call.now, tags: new Map(), target };
      found.target = target;
      for (const [key, value] of given ?? []) found.tags.set(key, value);
      destinations.set(name, found);
      return { destination: shownDestination(found) };
    },
  );
}

/** PutDestinationPolicy. */
export const putDestinationPolicy = operation(
  "PutDestinationPolicy",
  { ...which, accessPolicy: required(text({ min: 1 })), forceUpdate: flag },
  (call, { destinationName: name, accessPolicy }) => {
    const destination = existingDestination(call, name);
    if (!isObject(accessPolicy)) throw invalid("Invalid policy document.");
    destination.accessPolicy = accessPolicy;
  },
);

/** DescribeDestinations, by name. */
export const describeDestinations = operation(
  "DescribeDestinations",
  { DestinationNamePrefix: destinationName, nextToken, limit: page },
  (call, { DestinationNamePrefix: prefix = "", ...asked }) => {
    authorize(call, "*");
    const wanted = [...call.store.destinations.values()].filter(({ name }) => name.startsWith(prefix));
    const { items, more } = paged(wanted.toSorted(byName), asked, ({ name }) => name);
    return { destinations: items.map(shownDestination), ...more };
  },
);

/** DeleteDestination. Filters that send to it go on in vain. */
export const deleteDestination = operation("DeleteDestination", which, (call, { destinationName: name }) => {
  existingDestination(call, name);
  call.store.destinations.delete(name);
});

function existingDestination(call: Call, name: string): Destination {
  admitted(call, name);
  const destination = call.store.destinations.get(name);
  if (destination === undefined) throw noDestination();
  return destination;
}

/** The destination's ARN. Throws AccessDeniedException. */
function admitted(call: Call, name: string): string {
  const { partition, region, account } = call.scope;
  const arn = `arn:${partition}:logs:${region}:${account.id}:destination:${name}`;
  authorize(call, arn);
  return arn;
}

function isObject(document: string): boolean {
  try {
    const read: unknown = JSON.parse(document);
    return typeof read === "object" && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}
