import type { Context } from "../context.ts";
import { configurationError } from "../response/refusals.ts";
import { Input } from "../../velocity/aws/input.ts";
import type { Parameters } from "../../velocity/aws/input.ts";
import { util } from "../../velocity/aws/util.ts";
import { render } from "../../velocity/render.ts";
import { encodable } from "../../velocity/java/encodable.ts";
import { TemplateError } from "../../velocity/template-error.ts";
import { madeIn } from "../../velocity/values/lazy-map.ts";
import { OverrideMap } from "../../velocity/values/silent-map.ts";
import type { Value } from "../../velocity/values/value.ts";

/** What a mapping template of a request or of a response works with. */
export interface TemplateScope {
  /** The payload as text; API Gateway shows templates `{}` in place of an empty one. */
  readonly body: string;
  readonly parameters: Parameters;
  readonly context: Context;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** Renders the template. Throws API_CONFIGURATION_ERROR when it fails. */
export function runTemplate(template: string, scope: TemplateScope): string {
  const variables = new Map<string, Value>()
    .set("input", new Input(scope.body === "" ? "{}" : scope.body, scope.parameters))
    .set("util", util)
    .set("context", scope.context)
    .set("stageVariables", new Map(Object.entries(scope.stageVariables)));
  for (const one of ["requestOverride", "responseOverride"]) {
    const overrides = madeIn(scope.context, one);
    if (overrides instanceof OverrideMap) overrides.startOver();
  }
  try {
    return encodable(render(template, variables, scope.body.length));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw configurationError(`Unable to transform: ${error.message}`);
  }
}
