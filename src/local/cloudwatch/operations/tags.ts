import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { list } from "../../shape/collection.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { alarmStore, anyAlarm } from "../alarms/alarm-store.ts";
import { dashboardsOf } from "../dashboards/dashboard-store.ts";
import { invalidValue } from "../faults.ts";
import { resourceArn, tags } from "../members.ts";
import { addTags, removeTags, tagsOf } from "../tag-store.ts";

/** TagResource, of an alarm or a dashboard. */
export const tagResource = wireOperation(
  "TagResource",
  { ResourceARN: required(resourceArn), Tags: required(tags) },
  (scope, { ResourceARN, Tags }) => {
    demandResource(scope, ResourceARN);
    addTags(scope.account, ResourceARN, Tags);
    return {};
  },
  (_, { ResourceARN }) => ResourceARN,
);

/** UntagResource. */
export const untagResource = wireOperation(
  "UntagResource",
  { ResourceARN: required(resourceArn), TagKeys: required(list(text({ min: 1, max: 128 }))) },
  (scope, { ResourceARN, TagKeys }) => {
    demandResource(scope, ResourceARN);
    removeTags(scope.account, ResourceARN, TagKeys);
    return {};
  },
  (_, { ResourceARN }) => ResourceARN,
);

/** ListTagsForResource: of a resource that is gone AWS lists none. */
export const listTagsForResource = wireOperation(
  "ListTagsForResource",
  { ResourceARN: required(resourceArn) },
  ({ account }, { ResourceARN }) => {
    checkArn(ResourceARN);
    return { Tags: tagsOf(account, ResourceARN) };
  },
  (_, { ResourceARN }) => ResourceARN,
);

function demandResource({ account }: Scope, arn: string): void {
  checkArn(arn);
  const [, , , region = "", , kind = "", name = ""] = arn.split(":");
  const isThere =
    kind === "alarm"
      ? anyAlarm(alarmStore(account, region), arn) !== undefined
      : dashboardsOf(account).has(kind.slice("dashboard/".length)) && name === "";
  if (!isThere) throw new Fault("ResourceNotFoundException", "The requested resource does not exist.", 404);
}

function checkArn(arn: string): void {
  if (/^arn:[\w-]+:cloudwatch:[\w-]*:\d*:(?:alarm:.+|dashboard\/.+)$/.test(arn)) return;
  throw invalidValue(`The value ${arn} for parameter ResourceARN is not the ARN of an alarm or a dashboard.`);
}
