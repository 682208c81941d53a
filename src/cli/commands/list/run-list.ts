import { createClients } from "../../../aws/create-clients.ts";
import type { Clients } from "../../../aws/clients.ts";
import { hostSuffix, invokeUrl } from "../../../aws/arns.ts";
import { regionsOf } from "../../../aws/endpoint/regions.ts";
import { unless } from "../../../aws/faults.ts";
import { isTerminal } from "../../../report/io.ts";
import { table } from "../../../report/table.ts";
import { everyApi, everyRole, type ProxyApi } from "../../../steps/ours/every-proxy.ts";
import { askCode } from "../../terminal/confirm.ts";
import type { ReadSession } from "../../session.ts";
import { knownProxies, type KnownProxy } from "./known-proxies.ts";

/** Who may not look at roles, or into some regions, still sees the rest. */
const denied = ["AccessDenied", "UnauthorizedOperation"];
/** What AWS answers where the account has not enabled the region, or its organization denies it. */
const closed = ["UnrecognizedClient", "InvalidClientTokenId", "InvalidToken", "OptInRequired", ...denied];

/** Lists the proxies in the region, or in all of them. */
export async function runList(
  session: ReadSession,
  { allRegions = false }: { readonly allRegions?: boolean | undefined },
): Promise<void> {
  const { clients, config, report, io } = session;
  const regions = allRegions ? regionsOf(clients, config.region) : [config.region];
  const [roles, ...seen] = await Promise.all([
    unless(denied, () => everyRole(clients)),
    ...regions.map((region) => apisIn(session, region)),
  ]);
  const proxies = knownProxies(
    seen.flatMap((apis) => apis ?? []),
    roles ?? [],
  ).filter(
    ({ region, apiId }) => allRegions || apiId !== undefined || region === undefined || region === config.region,
  );
  const off = regions.filter((_, place) => seen[place] === undefined);
  if (roles === undefined)
    report.event({
      type: "warning",
      text: "Roles cannot be listed (iam:ListRoles): what has no REST API is not shown.",
    });
  if (off.length > 0)
    report.event({ type: "note", text: `Not enabled for this account, or denied: ${off.join(", ")}` });
  const shown = proxies.map((one) => ({ ...one, path: undefined, url: urlOf(one, session) }));
  const width = isTerminal(io.stdout) ? io.stdout.columns || Infinity : Infinity;
  report.result(
    { proxies: shown, regions: regions.filter((region) => !off.includes(region)) },
    lines(shown, regions, width),
  );
}

/** The REST APIs of the proxies in that region; undefined where the account has not enabled it. */
async function apisIn(session: ReadSession, region: string): Promise<readonly ProxyApi[] | undefined> {
  if (region === session.config.region) return everyApi(session.clients, region);
  const there = clientsIn(session, region);
  try {
    return await unless(closed, () => everyApi(there, region));
  } finally {
    for (const client of Object.values(there)) client.destroy();
  }
}

/** Clients for another region, with the credentials of this run. */
function clientsIn({ clients, place, clock, signal, report, io }: ReadSession, region: string): Clients {
  const { env } = io;
  const { credentials } = clients.sts.config;
  const askMfaCode = (serial: string): Promise<string> => askCode(io, serial);
  return createClients({ ...place, region, credentials, env, askMfaCode, clock, signal, report });
}

function urlOf({ apiId, region, stage, path }: KnownProxy, { clients, config }: ReadSession): string | undefined {
  if (apiId === undefined || region === undefined || stage === undefined) return undefined;
  const place = { suffix: hostSuffix(clients, region), region, endpoint: config.endpoint };
  return invokeUrl(place, apiId, stage, path ?? "/");
}

type Shown = Omit<KnownProxy, "path"> & { readonly url: string | undefined };

function lines(proxies: readonly Shown[], regions: readonly string[], width: number): readonly string[] {
  if (proxies.length === 0) return [`No proxy in ${regions.length === 1 ? regions[0] : `${regions.length} regions`}.`];
  return table([["name", "region", "stream", "URL"], ...proxies.map(row)], width);
}

function row({ name, region = "?", streamName, apiId, url }: Shown): readonly string[] {
  const without = apiId === undefined ? "- (no REST API)" : "- (not deployed)";
  return [name, region, streamName, url ?? without];
}
