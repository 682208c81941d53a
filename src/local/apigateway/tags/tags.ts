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
  asked: { tagKeys: required(text()) },
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

/** What the ARN names: `arn:…:apigateway:{region}::/restapis/{id}`, a stage below it, an API key, a usage plan and so on. */
function taggedBy(scope: Scope, arn: string): Tagged {
  const prefix = `arn:${scope.partition}:apigateway:${scope.region}::/`;
  if (!arn.startsWith(prefix)) throw badRequest("Invalid ARN specified in the request");
  const tagged = find(gatewayOf(scope), arn.slice(prefix.length).split("/"));
  if (tagged === undefined) throw notFound("Invalid resource identifier specified");
  return tagged;
}

function find(gateway: Gateway, segments: readonly string[]): Tagged | undefined {
  const [kind, id = "", below, name = ""] = segments;
  if (kind === "restapis" && below === "stages" && segments.length === 4)
    return ofRecord(gateway.apis.get(id)?.stages.get(name));
  if (segments.length !== 2) return undefined;
  if (kind === "restapis") return ofRecord(gateway.apis.get(id));
  if (kind === "usageplans") return ofRecord(gateway.usagePlans.get(id));
  if (kind === "domainnames") return ofRecord(gateway.domainNames.get(id));
  if (kind === "vpclinks") return ofMap(gateway.vpcLinks, id);
  if (kind === "clientcertificates") return ofMap(gateway.clientCertificates, id);
  return kind === "apikeys" ? ofMap(gateway.apiKeys, id) : undefined;
}

function ofMap<T extends { readonly tags?: Tags }>(all: Map<string, T>, id: string): Tagged | undefined {
  const found = all.get(id);
  if (found === undefined) return undefined;
  return { read: () => found.tags, write: (tags) => void all.set(id, { ...found, tags }) };
}

/** Tags are no part of what a stage serves, so `live` stays as it is. */
function ofRecord<T extends { readonly tags?: Tags }>(holder: { record: T } | undefined): Tagged | undefined {
  if (holder === undefined) return undefined;
  return { read: () => holder.record.tags, write: (tags) => void (holder.record = { ...holder.record, tags }) };
}
