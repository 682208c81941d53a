import type { Context } from "../../../../steps/context.ts";
import type { Statement } from "./statement.ts";

/** What the steps need of API Gateway, whose permissions are HTTP methods on paths. Ids are not known before something is made, so the
 * paths end with `*`. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigateway.html */
export function gatewayStatements(
  steps: readonly string[],
  { config, identity }: Pick<Context, "config" | "identity">,
): readonly Statement[] {
  const at = (paths: readonly string[]): readonly string[] =>
    paths.map((path) => `arn:${identity.partition}:apigateway:${config.region}::${path}`);
  const on = (methods: string, paths: readonly string[], sid = "Api"): Statement => ({
    sid,
    actions: methods.split(" ").map((method) => `apigateway:${method}`),
    resources: at(paths),
  });
  const has = (step: string): boolean => steps.includes(step);
  // A collection and its members have one pattern: no path of API Gateway's begins like another.
  const listed = ["/apikeys*", "/usageplans*"];
  return [
    on("GET POST PUT PATCH DELETE UpdateRestApiPolicy", ["/restapis*"]),
    on("GET PUT POST DELETE", ["/tags/*"], "Tags"),
    // Switched off again, keys and plans are looked for, too.
    has("key") ? on("GET POST PUT PATCH DELETE", listed, "Keys") : on("GET", listed, "Keys"),
    ...(has("account") ? [on("GET PATCH", ["/account"], "Account")] : []),
  ];
}
