import { objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** An integration of a definition, as the bodies of PutIntegration and PutIntegrationResponse have it. */
export interface ImportedIntegration {
  readonly body: Json;
  /** By status code. */
  readonly responses: Readonly<Record<string, Json>>;
}

/** Reads `x-amazon-apigateway-integration`; undefined when the method has none. */
export function integrationOf(given: unknown): ImportedIntegration | undefined {
  if (given === undefined) return undefined;
  const { responses, type, passthroughBehavior, contentHandling, ...rest } = objectOf(given);
  const body = {
    ...rest,
    type: textOf(type)?.toUpperCase(),
    passthroughBehavior: textOf(passthroughBehavior)?.toUpperCase(),
    contentHandling: textOf(contentHandling)?.toUpperCase(),
  };
  const patterns = Object.entries(objectOf(responses));
  return { body, responses: Object.fromEntries(patterns.map(([pattern, one]) => responseOf(pattern, objectOf(one)))) };
}

/** The response's key is its selection pattern; `default` stands for none. */
function responseOf(pattern: string, { statusCode, contentHandling, ...rest }: Json): readonly [string, Json] {
  return [
    String(statusCode),
    {
      ...rest,
      selectionPattern: pattern === "default" ? undefined : pattern,
      contentHandling: textOf(contentHandling)?.toUpperCase(),
    },
  ];
}
