import { objectOf, some, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** An integration of a definition, as the bodies of PutIntegration and PutIntegrationResponse have it. */
export interface ImportedIntegration {
  readonly body: Json;
  /** By status code. */
  readonly responses: Readonly<Record<string, Json>>;
}

/** Reads `x-amazon-apigateway-integration`; undefined when the method has none. `pass` is told of a request parameter that is passed
 * over because its value is no text. */
export function integrationOf(
  given: unknown,
  pass: (parameter: string, value: unknown) => void,
): ImportedIntegration | undefined {
  if (given === undefined) return undefined;
  const { responses, type, passthroughBehavior, contentHandling, connectionType, ...rest } = objectOf(given);
  const body = {
    ...rest,
    type: textOf(type)?.toUpperCase(),
    httpMethod: textOf(rest["httpMethod"])?.toUpperCase(),
    connectionType: textOf(connectionType)?.toUpperCase(),
    passthroughBehavior: textOf(passthroughBehavior)?.toUpperCase(),
    contentHandling: textOf(contentHandling)?.toUpperCase(),
    requestParameters: textsIn(rest["requestParameters"], pass),
  };
  const patterns = Object.entries(objectOf(responses));
  return { body, responses: Object.fromEntries(patterns.map(([pattern, one]) => responseOf(pattern, objectOf(one)))) };
}

function textsIn(parameters: unknown, pass: (parameter: string, value: unknown) => void): Json | undefined {
  const texts = Object.entries(objectOf(parameters)).filter(([name, value]) => {
    const isText = typeof value === "string";
    if (!isText) pass(name, value);
    return isText;
  });
  return some(Object.fromEntries(texts));
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
