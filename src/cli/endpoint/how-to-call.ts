import ipaddr from "ipaddr.js";
import { apiKeyValue } from "../../steps/key/api-key.ts";
import { ROTATING } from "../../steps/key/rotation.ts";
import { proxyUrl } from "./proxy-url.ts";
import type { Session } from "../session.ts";
import { curlLine } from "./curl-line.ts";
import { filledPath, sampleBatch, sampleRequest, type SampleRequest } from "./sample-request.ts";
import { key, method, schema } from "../../steps/index.ts";
import { shellWord } from "../../engine/shell-word.ts";

/** The value of the API key that this run has made; undefined when it made none: the value is shown only once. */
export async function newKeyValue(session: Session): Promise<string | undefined> {
  const { made, ids } = session.known.get(key) ?? {};
  return made === true && ids !== undefined ? apiKeyValue(session, ids.id) : undefined;
}

/** Prints the value of a key that was just created, and how to see it again. */
export function tellKey(session: Session, apiKey: string | undefined): void {
  const { id, oldId } = session.known.get(key)?.ids ?? {};
  if (!needsKey(session) || !id) return;
  const tell = (text: string): void => session.report.event({ type: "note", text });
  if (apiKey === undefined) tell("Callers send the API key in the header x-api-key. To see it:");
  else {
    tell(`API key:   ${apiKey}`);
    tell("Callers send it in the header x-api-key. It is shown only now; to see it again:");
  }
  tell("  kinesis-proxy key show");
  if (oldId !== undefined) tell(ROTATING);
}

/** Prints lines to paste that the endpoint answers with success. */
export async function tellCalls(session: Session, apiKey: string | undefined): Promise<void> {
  for (const text of await callLines(session, apiKey)) session.report.event({ type: "note", text });
}

/** The lines of `tellCalls`. */
export async function callLines(session: Session, apiKey: string | undefined): Promise<readonly string[]> {
  const { config, place } = session;
  if (isRefused(session)) {
    const list = [...(config.allowIps ?? []), "127.0.0.1"];
    return [
      "This machine gets 403: it is not among the allowed addresses. To let it in:",
      `  kinesis-proxy allow-ips ${list.map(shellWord).join(" ")}`,
    ];
  }
  const signs = config.auth === "AWS_IAM";
  // `send` has the credentials and may read the key; curl does not.
  if ((signs && place.credentials === undefined) || (needsKey(session) && apiKey === undefined))
    return ["Try:       kinesis-proxy send"];
  const line = (request: SampleRequest, path: string): string =>
    curlLine({
      ...request,
      url: proxyUrl(session, filledPath(path)) ?? "",
      apiKey,
      sign: signs && place.credentials !== undefined ? { region: config.region, ...place.credentials } : undefined,
    });
  const request = await sampleRequest({ ...config, schema: config.schema ?? (await schemaThere(session)) });
  const where =
    config.allowIps !== undefined && config.allowIps.length > 0 && !place.local ? ", from an allowed address" : "";
  return [
    ...(request.body === undefined ? ["Write a body that fits the schema into event.json."] : []),
    `${`Try${where}:`.padEnd(10)} ${line(request, config.path)}`,
    // Firehose's access key is not shown.
    ...(config.batchPath && config.firehoseKey?.asked !== true
      ? [`Batch:     ${line(sampleBatch(config), config.batchPath)}`]
      : []),
  ];
}

/** With the state file lost, AWS still knows the schema. */
async function schemaThere(session: Session): Promise<string | undefined> {
  if (!session.known.get(method)?.facts.method.validatorId) return undefined;
  return (await schema.find(session))?.facts.schema || undefined;
}

function needsKey({ config, known }: Session): boolean {
  return config.apiKey === true || known.get(method)?.facts.method.apiKeyRequired === true;
}

/** On the local AWS, calls from this machine have a known address. */
function isRefused({ config, place }: Session): boolean {
  const { allowIps: allow = [] } = config;
  if (!place.local || allow.length === 0) return false;
  const here = ipaddr.parse("127.0.0.1");
  return !allow.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range);
    return network.kind() === "ipv4" && here.match(network, bits);
  });
}
