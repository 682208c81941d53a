import { checkPassRole } from "../operation/access.ts";
import type { ContentHandling, IntegrationRecord, MethodRecord, PassthroughBehavior } from "../definition.ts";
import type { Scope } from "../../account/scope.ts";
import { badRequest, notFound } from "../faults.ts";
import { gatewayOf, methodOf } from "../gateway.ts";
import type { MethodNames } from "../gateway.ts";
import { checkIntegration } from "./integration-check.ts";
import { operation } from "../operation/operation.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { choice, entries, flagValue, items, member, textValue } from "../operation/patch-rules.ts";
import { list, map } from "../../shape/collection.ts";
import { templates } from "./templates.ts";
import { flag, integer } from "../../shape/scalar.ts";
import { oneOf, text } from "../../shape/text.ts";
import { required, structure } from "../../shape/structure.ts";
import { defined, without } from "../without.ts";

export const putIntegration = operation({
  name: "PutIntegration",
  route: "PUT /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration",
  ok: 201,
  body: {
    type: required(oneOf("HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS")),
    httpMethod: text(),
    uri: text(),
    connectionType: oneOf("INTERNET", "VPC_LINK"),
    connectionId: text(),
    credentials: text(),
    requestParameters: map(text()),
    requestTemplates: templates,
    passthroughBehavior: text(),
    cacheNamespace: text(),
    cacheKeyParameters: list(text()),
    contentHandling: oneOf("CONVERT_TO_BINARY", "CONVERT_TO_TEXT"),
    timeoutInMillis: integer(),
    tlsConfig: structure({ insecureSkipVerification: flag }),
    responseTransferMode: oneOf("BUFFERED", "STREAM"),
    integrationTarget: text(),
  },
  run(scope, input) {
    const { resource, method } = methodOf(scope, input);
    const isHttp = input.type === "HTTP" || input.type === "HTTP_PROXY";
    const integration: IntegrationRecord = kept({
      ...defined({
        httpMethod: textValue(input.httpMethod),
        uri: input.uri,
        connectionType: input.connectionType ?? (isHttp ? "INTERNET" : undefined),
        connectionId: input.connectionId,
        credentials: textValue(input.credentials),
        requestParameters: input.requestParameters,
        requestTemplates: input.requestTemplates,
        contentHandling: input.contentHandling,
        tlsConfig: input.tlsConfig,
        responseTransferMode: input.responseTransferMode,
        integrationTarget: input.integrationTarget,
      }),
      type: input.type,
      passthroughBehavior: passthrough(input.passthroughBehavior),
      timeoutInMillis: input.timeoutInMillis ?? 29_000,
      cacheNamespace: input.cacheNamespace ?? resource.id,
      cacheKeyParameters: input.cacheKeyParameters ?? [],
    });
    checkIntegration(integration, method, linksIn(scope));
    if (integration.credentials !== undefined) checkPassRole(scope, integration.credentials);
    // The integration is replaced as a whole, its responses included.
    resource.methods.set(method.httpMethod, { ...method, methodIntegration: integration });
    return integration;
  },
});

export const getIntegration = operation({
  name: "GetIntegration",
  route: "GET /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration",
  ok: 200,
  run: (scope, names) => integrationOf(scope, names).integration,
});

export const updateIntegration = operation({
  name: "UpdateIntegration",
  route: "PATCH /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { resource, method, integration } = integrationOf(scope, input);
    const patched = kept(applyPatch(integration, input.patchOperations, rules));
    checkIntegration(patched, method, linksIn(scope));
    const { credentials } = patched;
    if (credentials !== undefined && credentials !== integration.credentials) checkPassRole(scope, credentials);
    resource.methods.set(method.httpMethod, { ...method, methodIntegration: patched });
    return patched;
  },
});

export const deleteIntegration = operation({
  name: "DeleteIntegration",
  route: "DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration",
  ok: 204,
  run(scope, names) {
    const { resource, method } = integrationOf(scope, names);
    resource.methods.set(method.httpMethod, without(method, "methodIntegration") satisfies MethodRecord);
  },
});

/** The integration as AWS keeps it: MOCK calls nothing, and has neither method nor URI. */
export function kept(integration: IntegrationRecord): IntegrationRecord {
  return integration.type === "MOCK" ? without(without(integration, "httpMethod"), "uri") : integration;
}

/** A method with its integration. Throws NotFoundException. */
export function integrationOf(scope: Scope, names: MethodNames) {
  const found = methodOf(scope, names);
  const integration = found.method.methodIntegration;
  if (integration === undefined) throw noIntegration();
  return { ...found, integration };
}

/** 404 NotFoundException: the method has no integration. */
export function noIntegration(): Error {
  return notFound("Invalid Integration identifier specified");
}

const removable = { removable: true, addable: true };

const rules: readonly PatchRule<IntegrationRecord>[] = [
  member("uri", textValue),
  member("httpMethod", textValue),
  member("credentials", textValue, removable),
  member("connectionType", choice("connection type", ["INTERNET", "VPC_LINK"])),
  member("connectionId", textValue),
  member("passthroughBehavior", passthrough),
  member("contentHandling", contentHandling, removable),
  member("timeoutInMillis", (value) => (value ? Number(value) : 29_000)),
  member("cacheNamespace", (value = "") => value),
  member("responseTransferMode", choice("response transfer mode", ["BUFFERED", "STREAM"])),
  member("integrationTarget", textValue),
  items("cacheKeyParameters", true),
  entries("requestParameters", (value = "") => value, { remove: "Invalid parameter name specified" }),
  entries("requestTemplates", (value) => value || null, { remove: "Content-Type specified was not found" }),
  {
    path: "/tlsConfig/insecureSkipVerification",
    changes: {
      replace: (record, value) => ({ ...record, tlsConfig: { insecureSkipVerification: flagValue(value) } }),
    },
  },
];

function passthrough(value = "WHEN_NO_MATCH"): PassthroughBehavior {
  const asked = value.toUpperCase();
  if (asked === "WHEN_NO_MATCH" || asked === "WHEN_NO_TEMPLATES" || asked === "NEVER") return asked;
  throw badRequest("Invalid passthrough behavior specified. Valid options are WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER");
}

/** Reads a patch's value for `contentHandling`; empty means that nothing is converted. */
export function contentHandling(value: string | undefined): ContentHandling | undefined {
  if (value === undefined || value === "") return undefined;
  if (value === "CONVERT_TO_BINARY" || value === "CONVERT_TO_TEXT") return value;
  throw badRequest("Invalid content handling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT");
}

/** Is it a VPC link of the region? A stage variable may name one, as recorded. */
function linksIn(scope: Scope): (id: string | undefined) => boolean {
  return (id = "") => id.includes("${stageVariables.") || gatewayOf(scope).vpcLinks.has(id);
}
