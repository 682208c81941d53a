import type { Recorded } from "../../requests/recorded.ts";
import { routeOf } from "../../requests/refused-by-gateway.ts";
import type { Retraced } from "../../execute-api/retrace.ts";
import type { SimplePhase } from "../api/request-way.ts";

/** What is said of a phase that only looks at the request. */
export interface Words {
  readonly title: string;
  /** The API asks for nothing here. */
  readonly none: boolean;
  readonly says: string;
  readonly facts: SimplePhase["facts"];
}

/** Words for the phases that look at the request, where they let it through. */
export function phaseWords(
  { request, target, call, status }: Recorded,
  { demanded }: Retraced,
): Record<SimplePhase["name"], Words> {
  const { routed, apiKey, signer } = call?.trail ?? {};
  const { api, stage } = call ?? {};
  const method = routed?.method;
  const route = call === undefined ? "the endpoint" : routeOf(call);
  const parameters = Object.entries(demanded?.pathParameters ?? {}).map(
    ([name, value]) => [`Path parameter ${name}`, value] as const,
  );
  const validator = api?.validators[method?.requestValidatorId ?? ""];
  const models = Object.entries(method?.requestModels ?? {}).map(
    ([type, model]) => [`Model for ${type}`, model] as const,
  );
  const limits = Object.entries(stage?.methodSettings ?? {}).flatMap(([of, { throttlingRateLimit: rate }]) =>
    rate === undefined ? [] : [[`Rate of ${of}`, `${rate} a second`] as const],
  );
  const said = (title: string, says: string, facts: Words["facts"] = [], none = false): Words => ({
    title,
    says,
    facts,
    none,
  });
  const open = method?.authorizationType !== "AWS_IAM";
  const policy = api?.policy === undefined || api.policy === "";
  return {
    front: said("API Gateway front end", "The request is not too large, and its API and stage are there.", [
      ["API", `${target.apiId}${api === undefined ? "" : ` (${api.name})`}`],
      ["Stage", target.stage],
      ...(api === undefined ? [] : [["Deployment", api.deploymentId] as const]),
    ]),
    route: said("Route", `${route} takes ${request.method} ${call?.path ?? target.path}.`, [
      ...(routed === undefined
        ? []
        : [["Resource", routed.resource.path] as const, ["Method", routed.method.httpMethod] as const]),
      ...parameters,
    ]),
    authorization: open
      ? said("Authorization", "No signature is asked for.", [], true)
      : said("Authorization", "The request is signed.", signer === undefined ? [] : [["Signed by", signer.arn]]),
    policy:
      policy && signer === undefined
        ? said("Resource policy", "There is no resource policy: every address is let in.", [], true)
        : said("Resource policy", "The policies let the caller in.", [["Address", request.sourceIp]]),
    key:
      method?.apiKeyRequired === true
        ? said(
            "API key",
            "The API key opens this stage.",
            apiKey === undefined
              ? []
              : [
                  ["Key", apiKey.keyId],
                  ["Usage plan", apiKey.usagePlan.name],
                ],
          )
        : said("API key", "No API key is asked for.", [], true),
    throttle: said(
      "Throttling and quota",
      limits.length === 0 && apiKey === undefined ? "No limit is set." : "The request is within its limits.",
      limits,
      limits.length === 0 && apiKey === undefined,
    ),
    validation:
      validator === undefined
        ? said("Request validation", "Nothing is validated.", models, true)
        : said("Request validation", "The request is valid.", models),
    answer: said("Method response", `The answer is ${status}.`, [["Status", String(status)]]),
  };
}
