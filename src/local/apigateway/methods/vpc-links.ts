import type { Scope } from "../../account/scope.ts";
import type { VpcLink } from "../definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { member, textValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { list, map } from "../../shape/collection.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { defined, without } from "../without.ts";

/** CreateVpcLink: the link is kept and given back; there is no VPC behind it. */
export const createVpcLink = operation({
  name: "CreateVpcLink",
  route: "POST /vpclinks",
  ok: 202,
  body: { name: required(text()), description: text(), targetArns: required(list(text())), tags: map(text()) },
  run(scope, { name, description, targetArns, tags }) {
    checkName(name);
    for (const arn of targetArns) {
      if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(arn)) throw badRequest(`Invalid ARN. ARN is not well formed ${arn}`);
    }
    if (tags !== undefined) checkTags(tags);
    const link = { ...defined({ description: textValue(description), tags }), id: randomId(6), name, targetArns };
    gatewayOf(scope).vpcLinks.set(link.id, link);
    return { ...link, status: "PENDING" };
  },
});

export const getVpcLink = operation({
  name: "GetVpcLink",
  route: "GET /vpclinks/{id}",
  ok: 200,
  run: (scope, { id }) => shownAlone(linkOf(scope, id)),
});

export const getVpcLinks = operation({
  name: "GetVpcLinks",
  route: "GET /vpclinks",
  ok: 200,
  query: ["position", "limit"],
  run: (scope, asked) => page([...gatewayOf(scope).vpcLinks.values()].map(shown), asked, ({ id }) => id),
});

export const updateVpcLink = operation({
  name: "UpdateVpcLink",
  route: "PATCH /vpclinks/{id}",
  ok: 200,
  body: patchBody,
  run(scope, { id, patchOperations }) {
    const patched = applyPatch(linkOf(scope, id), patchOperations, rules);
    checkName(patched.name);
    gatewayOf(scope).vpcLinks.set(id, patched);
    return shownAlone(patched);
  },
});

export const deleteVpcLink = operation({
  name: "DeleteVpcLink",
  route: "DELETE /vpclinks/{id}",
  ok: 202,
  run: (scope, { id }) => void gatewayOf(scope).vpcLinks.delete(linkOf(scope, id).id),
});

const rules = [
  member<VpcLink, "name">("name", (value = "") => value),
  member<VpcLink, "description">("description", textValue),
];

function checkName(name: string): void {
  if (name === "") throw badRequest("Name cannot be empty");
}

function linkOf(scope: Scope, id: string): VpcLink {
  const link = gatewayOf(scope).vpcLinks.get(id);
  if (link === undefined) throw notFound("Invalid Vpc Link identifier specified");
  return link;
}

/** As recorded, a list shows no empty tags. */
function shown(link: VpcLink) {
  const { tags = {} } = link;
  const more = { status: "AVAILABLE", statusMessage: "Your vpc link is ready for use" };
  return { ...(Object.keys(tags).length === 0 ? without(link, "tags") : link), ...more };
}

function shownAlone(link: VpcLink) {
  return { ...shown(link), tags: link.tags ?? {} };
}
