import { UNWRITABLE } from "../../../../mapping/response/refusal-lines.ts";
import { listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import type { Properties, Value } from "../resources/resource.ts";
import { foundOrMade, lowered, made, quiet, quoted, taken } from "./call.ts";
import { paragraph, type Calls } from "./paragraph.ts";
import { inQuotes } from "./shell.ts";

/** The deployment. */
export const deploymentCalls: Calls = ({ one, write, variable }) => {
  const { RestApiId: restApiId, Description: description } = one.properties;
  const make = write.call("apigateway create-deployment", { restApiId, description });
  return paragraph(
    "Deployment",
    "Whatever changed, methods or the policy, callers see it from the next deployment on.",
    taken(variable("Id"), make, "id"),
  );
};

/** The stage, and its settings. */
export const stageCalls: Calls = ({ one: { properties }, write }) => {
  const { RestApiId, DeploymentId = "", StageName, Description, TracingEnabled } = properties;
  const make = write.call("apigateway create-stage", {
    RestApiId,
    StageName,
    DeploymentId,
    Description,
    Tags: pairsIn(properties, "Tags"),
  });
  const log = mapIn(properties, "AccessLogSetting");
  const [all = {}] = listIn(properties, "MethodSettings");
  const values: readonly (readonly [string, Value | undefined])[] = [
    ["/deploymentId", DeploymentId],
    ["/tracingEnabled", TracingEnabled],
    ["/accessLogSettings/destinationArn", log["DestinationArn"]],
    ["/accessLogSettings/format", log["Format"]],
    ...Object.entries(paths).map(([name, path]) => [`/*/*/${path}`, all[name]] as const),
  ];
  const patchOperations = values.flatMap(([path, value]) =>
    value === undefined ? [] : [{ op: "replace", path, value: typeof value === "string" ? value : String(value) }],
  );
  return paragraph(
    `Stage ${textIn(properties, "StageName")}`,
    "",
    made(make),
    quiet(write.call("apigateway update-stage", { RestApiId, StageName, patchOperations })),
  );
};

/** Where a stage has the settings of all its methods. https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html */
const paths: Readonly<Record<string, string>> = {
  LoggingLevel: "logging/loglevel",
  DataTraceEnabled: "logging/dataTrace",
  MetricsEnabled: "metrics/enabled",
  ThrottlingRateLimit: "throttling/rateLimit",
  ThrottlingBurstLimit: "throttling/burstLimit",
};

/** The role by which API Gateway writes logs. */
export const accountCalls: Calls = ({ one, write }) => {
  const patchOperations = [
    { op: "replace", path: "/cloudwatchRoleArn", value: textIn(one.properties, "CloudWatchRoleArn") },
  ];
  return paragraph("", "", made(write.call("apigateway update-account", { patchOperations })));
};

/** The API key. */
export const keyCalls: Calls = ({ one, write, variable }) => {
  const { Name = "", Enabled: enabled } = one.properties;
  const make = write.call("apigateway create-api-key", { name: Name, enabled, tags: pairsIn(one.properties, "Tags") });
  const look = write.call("apigateway get-api-keys", { nameQuery: Name });
  const query = `items[?name==${quoted(String(Name))}].id | [0]`;
  return paragraph(
    `API key ${String(Name)}`,
    "AWS chooses the value, and nothing here reads it.",
    foundOrMade(variable("Id"), { call: look, query }, { call: make, query: "id" }),
  );
};

/** The usage plan that lets the key in. */
export const planCalls: Calls = ({ one, write, variable }) => {
  const { UsagePlanName: name = "", Quota } = one.properties;
  const [stage = {}] = listIn(one.properties, "ApiStages");
  const { ApiId: apiId = "", Stage = "" } = stage;
  const make = write.call("apigateway create-usage-plan", {
    name,
    apiStages: [{ apiId, stage: Stage }],
    quota: Quota === undefined ? undefined : lowered(Quota),
    tags: pairsIn(one.properties, "Tags"),
  });
  const query = `items[?name==${quoted(String(name))} && apiStages[?apiId==${quoted(String(apiId))}]].id | [0]`;
  const look = { call: "aws apigateway get-usage-plans", query };
  return paragraph("", "A key counts in a plan only.", foundOrMade(variable("Id"), look, { call: make, query: "id" }));
};

/** The key within the plan. */
export const planKeyCalls: Calls = ({ one, write }) =>
  paragraph("", "", made(write.call("apigateway create-usage-plan-key", one.properties)));

/** The lines that print where to POST, after a wait until the role works. */
export function ending(about: {
  readonly stage: Properties;
  readonly method: Properties | undefined;
  readonly path: string;
  readonly apiKey: boolean;
  readonly write: Parameters<Calls>[0]["write"];
}): string {
  const { stage, method, path, apiKey, write } = about;
  const [apiId, name] = [textIn(stage, "RestApiId"), textIn(stage, "StageName")];
  const { ResourceId: resourceId, HttpMethod: httpMethod } = method ?? {};
  const pathWithQueryString = `${path.replace(/\{[^}]*\}/g, "x") || "/"}?kinesis-proxy=probe`;
  const probe = write.call("apigateway test-invoke-method", {
    restApiId: apiId,
    resourceId,
    httpMethod,
    pathWithQueryString,
    body: "{}",
  });
  const within = (text: string): string => inQuotes(text).slice(1, -1);
  const answer = taken("ANSWER", probe, "body");
  return [
    method === undefined
      ? ""
      : `# A new role takes seconds until API Gateway may use it. This probe stores nothing, and is told so until then.
for _ in {1..60}; do
${answer.replace(/^(?=.)/gm, "  ")}  case $ANSWER in *"${UNWRITABLE}"*) sleep 2 ;; *) break ;; esac
done
case $ANSWER in *"${UNWRITABLE}"*) echo "The role does not work after two minutes." >&2 && exit 1 ;; esac
`,
    apiKey
      ? `echo "The key: aws apigateway get-api-key --api-key $API_KEY_ID --include-value --query value --output text" >&2\n`
      : "",
    `# Where to POST. A new deployment and a new key take some seconds more: 403 until then.
case $PARTITION in aws-cn) SUFFIX=amazonaws.com.cn ;; aws-eusc) SUFFIX=amazonaws.eu ;; *) SUFFIX=amazonaws.com ;; esac
if [ -z "\${AWS_ENDPOINT_URL:-}" ]; then
  echo "https://${within(apiId)}.execute-api.$REGION.$SUFFIX${within(`/${name}${path}`)}"
else
  echo "$AWS_ENDPOINT_URL${within(`/_aws/execute-api/${apiId}/${name}${path}`)}"
fi
`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}
