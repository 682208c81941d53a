import { Fault } from "../../fault.ts";
import { operation } from "../call.ts";
import { namedResource } from "../resource.ts";
import { resourceArn, streamId } from "../members.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";

const which = { ResourceARN: required(resourceArn), StreamId: streamId };

/** PutResourcePolicy: kept and shown, without effect: there is no other account. */
export const putResourcePolicy = operation(
  "PutResourcePolicy",
  { Policy: required(text()), ...which },
  (call, { ResourceARN, Policy }) => {
    namedResource(call, ResourceARN).resource.policy = Policy;
  },
);

/** GetResourcePolicy: an empty one where none was put. */
export const getResourcePolicy = operation("GetResourcePolicy", which, (call, { ResourceARN }) => {
  const { policy = "{}" } = namedResource(call, ResourceARN).resource;
  return { Policy: policy };
});

/** DeleteResourcePolicy. */
export const deleteResourcePolicy = operation("DeleteResourcePolicy", which, (call, { ResourceARN }) => {
  const { resource } = namedResource(call, ResourceARN);
  if (resource.policy === undefined) throw noPolicy(ResourceARN);
  delete resource.policy;
});

function noPolicy(arn: string): Fault {
  return new Fault("ResourceNotFoundException", `No resource policy found for resource ARN ${arn}.`);
}
