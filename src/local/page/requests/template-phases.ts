import { makeContext } from "../../execute-api/context.ts";
import { mappings } from "../../execute-api/integration/mapping.ts";
import { requestScope, templateKey } from "../../execute-api/integration/integration-request.ts";
import { accepted } from "../../execute-api/media-type.ts";
import type { Retraced } from "../../execute-api/retrace.ts";
import type { Recorded } from "../../requests/recorded.ts";
import type { TemplatePhase } from "../api/request-way.ts";
import { bodyView } from "../body-view.ts";
import { templateValues } from "./template-values.ts";

type Made = Pick<TemplatePhase, "template" | "rendered" | "values" | "mapped" | "selected">;

const nothing: Made = { values: [], mapped: [] };

/** The mapping template of a request beside what it made. */
export function requestTemplate({ id, gone }: Recorded, { demanded, outbound }: Retraced): Made {
  if (demanded === undefined) return nothing;
  const { requestTemplates, requestParameters } = demanded.method.integration;
  const key = templateKey(demanded);
  const text = key === undefined ? undefined : requestTemplates[key];
  const template = key === undefined || !text ? undefined : { contentType: key, text };
  const scope = requestScope(demanded, makeContext(demanded.call, demanded, demanded));
  const mapped = mappings(requestParameters, "").flatMap(({ name, value }) => {
    const found = outbound && value(outbound.sources);
    return found === undefined ? [] : [[name, requestParameters[name] ?? "", found] as const];
  });
  return {
    ...(template !== undefined && { template }),
    ...(outbound !== undefined && {
      rendered: bodyView(
        gone ? undefined : Buffer.from(outbound.body),
        contentTypeOf(outbound.headers),
        `/_local/api/requests/${id}/bytes/rendered`,
      ),
    }),
    values: template === undefined || gone ? [] : templateValues(template.text, scope),
    mapped,
  };
}

/** The template of the answer beside what it made. */
export function responseTemplate({ id, gone, request }: Recorded, { outbound, mapped }: Retraced): Made {
  if (outbound === undefined || mapped === undefined) return nothing;
  const { call, parameters, method } = outbound.demanded;
  const chosen = Object.values(method.integration.integrationResponses).find(
    ({ statusCode }) => statusCode === mapped.declared,
  );
  const { responseTemplates = {}, responseParameters = {}, selectionPattern = "" } = chosen ?? {};
  const key = accepted(Object.keys(responseTemplates), request.headers["accept"]);
  const text = key === undefined ? undefined : responseTemplates[key];
  const template = key === undefined || !text ? undefined : { contentType: key, text };
  const { headers, body } = mapped.inbound;
  const sources = { ...outbound.sources, responseHeaders: headers, responseBody: () => body.toString() };
  const set = mappings(responseParameters, "").flatMap(({ name, value }) => {
    const found = value(sources);
    return found === undefined ? [] : [[name, responseParameters[name] ?? "", found] as const];
  });
  const scope = { body: body.toString(), parameters, context: outbound.context, stageVariables: call.stageVariables };
  return {
    ...(template !== undefined && { template }),
    rendered: bodyView(
      gone ? undefined : Buffer.from(mapped.body),
      contentTypeOf(mapped.headers),
      `/_local/api/requests/${id}/bytes/mapped`,
    ),
    values: template === undefined || gone ? [] : templateValues(template.text, scope),
    mapped: set,
    selected:
      selectionPattern === ""
        ? `${mapped.declared}: no pattern fits ${mapped.inbound.status}`
        : `${mapped.declared}: ${selectionPattern} fits ${mapped.inbound.status}`,
  };
}

/** The type that the headers give. */
export function contentTypeOf(headers: Readonly<Record<string, string | readonly string[]>>): string {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === "content-type");
  return name === undefined ? "" : String(headers[name]);
}
