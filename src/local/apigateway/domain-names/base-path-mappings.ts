import type { Scope } from "../../account/scope.ts";
import { badRequest, conflict, notFound } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { member } from "../operation/patch-rules.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { defined } from "../without.ts";
import { noBasePath } from "./domain-definition.ts";
import type { BasePathMapping, DomainName } from "./domain-definition.ts";
import { domainNameOf } from "./domain-names.ts";

export const createBasePathMapping = operation({
  name: "CreateBasePathMapping",
  route: "POST /domainnames/{domainName}/basepathmappings",
  ok: 201,
  body: { basePath: text(), restApiId: required(text()), stage: text() },
  run(scope, input) {
    const { mappings } = domainNameOf(scope, input.domainName);
    const mapping = {
      ...defined({ stage: stageName(input.stage) }),
      basePath: basePathOf(input.basePath),
      restApiId: input.restApiId,
    };
    checkTarget(scope, mapping);
    if (mappings.has(mapping.basePath)) throw basePathExists();
    mappings.set(mapping.basePath, mapping);
    return mapping;
  },
});

export const getBasePathMapping = operation({
  name: "GetBasePathMapping",
  route: "GET /domainnames/{domainName}/basepathmappings/{basePath}",
  ok: 200,
  run: (scope, names) => mappingOf(scope, names).mapping,
});

export const getBasePathMappings = operation({
  name: "GetBasePathMappings",
  route: "GET /domainnames/{domainName}/basepathmappings",
  ok: 200,
  query: ["position", "limit"],
  run: (scope, asked) =>
    page([...domainNameOf(scope, asked.domainName).mappings.values()], asked, ({ basePath }) => basePath),
});

export const updateBasePathMapping = operation({
  name: "UpdateBasePathMapping",
  route: "PATCH /domainnames/{domainName}/basepathmappings/{basePath}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { domain, mapping } = mappingOf(scope, input);
    const { mappings } = domain;
    const patched = applyPatch(mapping, input.patchOperations, rules);
    checkTarget(scope, patched);
    if (patched.basePath !== mapping.basePath && mappings.has(patched.basePath)) throw basePathExists();
    mappings.delete(mapping.basePath);
    mappings.set(patched.basePath, patched);
    return patched;
  },
});

export const deleteBasePathMapping = operation({
  name: "DeleteBasePathMapping",
  route: "DELETE /domainnames/{domainName}/basepathmappings/{basePath}",
  ok: 202,
  run(scope, names) {
    const { domain, mapping } = mappingOf(scope, names);
    domain.mappings.delete(mapping.basePath);
  },
});

const rules = [
  member<BasePathMapping, "basePath">("basePath", basePathOf),
  { ...member<BasePathMapping, "restApiId">("restApiId", (value = "") => value), path: "/restapiId" },
  member<BasePathMapping, "stage">("stage", stageName),
];

function mappingOf(
  scope: Scope,
  names: { readonly domainName: string; readonly basePath: string },
): { readonly domain: DomainName; readonly mapping: BasePathMapping } {
  const domain = domainNameOf(scope, names.domainName);
  const mapping = domain.mappings.get(names.basePath);
  if (mapping === undefined) throw notFound("Invalid base path mapping identifier specified");
  return { domain, mapping };
}

function basePathOf(given = ""): string {
  if (given === "" || given === noBasePath) return noBasePath;
  if (given.includes("/")) {
    throw badRequest(
      "API Gateway V1 doesn't support the slash character (/) in base path mappings. " +
        "To create a multi-level base path mapping, use API Gateway V2.",
    );
  }
  if (!/^[\w$.+!*'()-]+$/.test(given)) {
    throw badRequest("Base path names may only contain letters, numbers and one of $-_.+!*'()");
  }
  return given;
}

function stageName(given = ""): string | undefined {
  return given === "" || given === noBasePath ? undefined : given;
}

/** The API and the stage have to be there. */
function checkTarget(scope: Scope, { restApiId, stage }: BasePathMapping): void {
  const api = gatewayOf(scope).apis.get(restApiId);
  if (api === undefined) throw badRequest("Invalid REST API identifier specified");
  if (stage !== undefined && !api.stages.has(stage)) throw badRequest("Invalid stage identifier specified");
}

function basePathExists(): Error {
  return conflict("Base path already exists for this domain name");
}
