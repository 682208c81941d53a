import { GetRestApiCommand, GetRestApisCommand, TagResourceCommand, type RestApi } from "@aws-sdk/client-api-gateway";
import type { Clients, Config, Context } from "../engine/context.ts";
import { isForeign, unless } from "./faults.ts";
import { instead, unlessUnknown } from "./unless-unsupported.ts";
import { readAllowPolicy, unescapePolicy } from "./policies.ts";
import { OWNER_TAG } from "./tags.ts";

/** Names the stage that was deployed to last. */
export const STAGE_TAG = "kinesis-proxy-stage";

/** Settings by which the parts of a proxy are found, as tags of its REST API: what is left of them when the state file is lost. */
const TAGS = {
  streamName: "kinesis-proxy-stream",
  roleName: "kinesis-proxy-role",
  apiName: "kinesis-proxy-api",
  path: "kinesis-proxy-path",
  batchPath: "kinesis-proxy-batch-path",
  cors: "kinesis-proxy-cors",
  stage: STAGE_TAG,
  auth: "kinesis-proxy-auth",
  apiKey: "kinesis-proxy-api-key",
} as const;

/** What stands for the origin `*`, which is no character of a tag. */
const ALL_ORIGINS = "all";

/** Those tags for these settings; what a tag cannot hold is left out. */
export function recallTags(config: Config): Readonly<Record<string, string>> {
  const { authorization, batchPath, apiKey, cors } = config;
  // A tag that was there once says what is no more, unless it is written anew.
  const said = {
    ...config,
    auth: authorization === "AWS_IAM" ? "iam" : "none",
    batchPath: batchPath === "" ? "none" : batchPath,
    cors: cors?.length === 0 ? "none" : cors?.join(" ").replace("*", ALL_ORIGINS),
    apiKey: apiKey === undefined ? "" : String(apiKey),
  };
  const entries = Object.entries(TAGS).map(([setting, tag]) => [tag, said[setting as keyof typeof TAGS] ?? ""]);
  return Object.fromEntries(entries.filter(([, value]) => value !== "" && /^[\w+\-=.:/ @]{1,256}$/.test(value ?? "")));
}

/** The same without the stage: its tag is moved on only once the old stage is gone. */
export function recallTagsButStage(config: Config): Readonly<Record<string, string>> {
  const { [STAGE_TAG]: _, ...others } = recallTags(config);
  return others;
}

/** Writes down the stage. */
export async function recallStage({ clients, config, identity }: Context, restApiId: string): Promise<void> {
  const resourceArn = `arn:${identity.partition}:apigateway:${config.region}::/restapis/${restApiId}`;
  const command = new TagResourceCommand({ resourceArn, tags: { [STAGE_TAG]: config.stage } });
  await unlessUnknown({ config }, () => clients.apigateway.send(command));
}

/** Only those tags, of all that an API has. */
export function recallOf(tags: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const names: readonly string[] = Object.values(TAGS);
  return Object.fromEntries(Object.entries(tags).filter(([name]) => names.includes(name)));
}

/** The settings that the tags of the proxy's REST API tell; none when there is no such API, at an endpoint without API Gateway, or
 * for a caller who may not look. */
export async function recall(
  clients: Clients,
  name: string,
  config: Pick<Config, "endpoint">,
  { sure = false }: { readonly sure?: boolean } = {},
): Promise<Readonly<Record<string, string>>> {
  const look = () =>
    instead(
      { config },
      () => told(clients, name),
      (error) => {
        // Anything on the way may answer with a page. To go on would be to move an endpoint whose place was not read.
        if (sure && error instanceof Error && isForeign(error)) throw error;
        return undefined;
      },
    );
  return (await unless(["AccessDenied", "Unauthorized"], look)) ?? {};
}

async function told({ apigateway }: Clients, name: string): Promise<Readonly<Record<string, string>>> {
  let position: string | undefined;
  do {
    const page = await apigateway.send(
      new GetRestApisCommand({ limit: 500, ...(position !== undefined && { position }) }),
    );
    const ours = page.items?.find((one: RestApi) => one.tags?.[OWNER_TAG] === name);
    if (ours !== undefined) {
      const settings = Object.entries(TAGS).map(([setting, tag]) => [setting, ours.tags?.[tag]]);
      const cors = ours.tags?.[TAGS.cors] === ALL_ORIGINS ? [["cors", "*"]] : [];
      return Object.fromEntries(
        [...settings, ...cors, ["allowIps", await allowedBy(apigateway, ours)]].filter(
          ([, value]) => value !== undefined,
        ),
      ) as Record<string, string>;
    }
    position = page.position;
  } while (position !== undefined);
  return {};
}

/** Who may call, where the API's policy is one of ours: forgotten, it would not follow when --auth changes. */
async function allowedBy(apigateway: Clients["apigateway"], listed: RestApi): Promise<string | undefined> {
  const { policy = "" } = listed.policy
    ? listed
    : await apigateway.send(new GetRestApiCommand({ restApiId: listed.id }));
  return readAllowPolicy(unescapePolicy(policy), listed.id)?.cidrs.join(" ");
}
