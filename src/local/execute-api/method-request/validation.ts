import type { DeployedApi, DeployedMethod } from "../../account/deployed.ts";
import { compiled } from "../compiled.ts";
import { violations } from "../../json-schema/violations.ts";
import type { Resolve } from "../../json-schema/violations.ts";
import { atPointer } from "../../json-schema/pointer.ts";
import type { Json } from "../../json-schema/json.ts";
import { keyFor, mediaType } from "../media-type.ts";
import type { RequestParameters } from "../parameters.ts";
import { badRequestBody, badRequestParameters } from "../response/refusals.ts";

type Models = ReadonlyMap<string, Json>;

/** Runs the method's request validator: first the required parameters, then the payload against the model of its content type.
 * Throws BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY. */
export function validate(
  api: DeployedApi,
  method: DeployedMethod,
  parameters: RequestParameters,
  contentType: string | undefined,
  body: Buffer,
): void {
  const validator = api.validators[method.requestValidatorId ?? ""];
  if (validator?.validateRequestParameters === true) {
    const missing = missingParameters(method, parameters);
    if (missing.length > 0) throw badRequestParameters(missing);
  }
  if (validator?.validateRequestBody === true) validateBody(api, method, contentType, body);
}

function missingParameters({ requestParameters }: DeployedMethod, given: RequestParameters): readonly string[] {
  const required = Object.keys(requestParameters).filter((name) => requestParameters[name] === true);
  const groups = ["header", "path", "querystring"] as const;
  return groups.flatMap((group) =>
    required
      .filter((source) => source.startsWith(`method.request.${group}.`))
      .map((source) => source.slice(`method.request.${group}.`.length))
      .filter((name) => valueOf(given[group], name, group === "header").trim() === ""),
  );
}

function valueOf(values: Readonly<Record<string, string>>, name: string, anyCase: boolean): string {
  if (Object.hasOwn(values, name)) return values[name] ?? "";
  if (!anyCase) return "";
  const spelled = Object.keys(values).find((one) => one.toLowerCase() === name.toLowerCase());
  return spelled === undefined ? "" : (values[spelled] ?? "");
}

function validateBody(api: DeployedApi, method: DeployedMethod, contentType: string | undefined, body: Buffer): void {
  const key = keyFor(method.requestModels, mediaType(contentType)) ?? keyFor(method.requestModels, "$default");
  const name = key === undefined ? undefined : method.requestModels[key];
  if (name === undefined) return;
  const known = models(api);
  const schema = known.get(name);
  if (schema === undefined) return;
  const value = json(body.toString("utf8"));
  // API Gateway says so of an empty body, too.
  const unread = [{ at: "", message: "Unknown error parsing request body" }];
  const wrong = value === undefined ? unread : violations(schema, value, resolver(known, schema));
  if (wrong.length > 0) throw badRequestBody(wrong, mediaType(contentType));
}

const models = compiled(
  (api: DeployedApi): Models =>
    new Map(Object.entries(api.models).map(([name, { schema }]) => [name, json(schema) ?? {}])),
);

/** References within the schema (`#/definitions/x`) and to other models of the API (a URL that ends in `/models/{name}`). */
function resolver(known: Models, root: Json): Resolve {
  return (ref) => {
    const [where = "", pointer = ""] = ref.split("#");
    const model = /\/models\/([^/]+)$/.exec(where)?.[1];
    const schema = where === "" ? root : known.get(model ?? where);
    return schema === undefined ? undefined : atPointer(schema, pointer);
  };
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
