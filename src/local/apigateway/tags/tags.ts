import type { Scope } from "../../account/scope.ts";
import { badRequest, notFound } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import type { Gateway } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { map } from "../../shape/collection.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { checkTags } from "./tag-rules.ts";

type Tags = Readonly<Record<string, string>>;

export const tagResource = operation({
  name: "TagResource",
  route: "PUT /tags/{resourceArn+}",
  ok: 204,
  body: { tags: required(map(text())) },
  run(scope, { resourceArn, tags }) {
    const tagged = taggedBy(scope, resourceArn);
    const all = { ...tagged.read(), ...tags };
    checkTags(all);
    tagged.write(all);
  },
});

export const untagResource = operation({
  name: "UntagResource",
  route: "DELETE /tags/{resourceArn+}",
  ok: 204,
  query: ["tagKeys"],
  run(scope, { resourceArn, tagKeys = [] }) {
    const tagged = taggedBy(scope, resourceArn);
    const left = Object.entries(tagged.read() ?? {}).filter(([key]) => !tagKeys.includes(key));
    tagged.write(Object.fromEntries(left));
  },
});

export const getTags = operation({
  name: "GetTags",
  route: "GET /tags/{resourceArn+}",
  ok: 200,
  query: ["position", "limit"],
  run: (scope, { resourceArn }) => ({ tags: taggedBy(scope, resourceArn).read() ?? {} }),
});

interface Tagged {
  read(): Tags | undefined;
  write(tags: Tags): void;
}

/** What the ARN names: `arn:…:apigateway:{region}::/restapis/{id}`, a stage below it, an API key, a usage plan or a VPC link. */
function taggedBy(scope: Scope, arn: string): Tagged {
  const prefix = `arn:${scope.partition}:apigateway:${scope.region}::/`;
  if (!arn.startsWith(prefix)) throw badRequest("Invalid ARN specified in the request");
  const tagged = find(gatewayOf(scope), arn.slice(prefix.length).split("/"));
  if (tagged === undefined) throw notFound("Invalid resource identifier specified");
  return tagged;
}

function find({ apis, apiKeys, usagePlans, vpcLinks }: Gateway, segments: readonly string[]): Tagged | undefined {
  const [kind, id = "", below, name = ""] = segments;
  if (kind === "restapis" && below === "stages" && segments.length === 4)
    return ofRecord(apis.get(id)?.stages.get(name));
  if (segments.length !== 2) return undefined;
  if (kind === "restapis") return ofRecord(apis.get(id));
  if (kind === "usageplans") return ofRecord(usagePlans.get(id));
  const link = kind === "vpclinks" ? vpcLinks.get(id) : undefined;
  if (link !== undefined) return { read: () => link.tags, write: (tags) => void vpcLinks.set(id, { ...link, tags }) };
  const key = kind === "apikeys" ? apiKeys.get(id) : undefined;
  if (key === undefined) return undefined;
  return { read: () => key.tags, write: (tags) => void apiKeys.set(id, { ...key, tags }) };
}

/** Tags are no part of what a stage serves, so `live` stays as it is. */
function ofRecord<T extends { readonly tags?: Tags }>(holder: { record: T } | undefined): Tagged | undefined {
  if (holder === undefined) return undefined;
  return { read: () => holder.record.tags, write: (tags) => void (holder.record = { ...holder.record, tags }) };
}
