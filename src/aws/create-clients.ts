import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import type { Clock } from "../engine/clock.ts";
import type { Clients } from "./clients.ts";
import type { Reporter } from "../engine/events.ts";
import { credentialChain, type AskMfaCode } from "./credentials/credentials.ts";
import { outwardHttp2 } from "./http/outward-http2.ts";
import { outward } from "./http/outward.ts";
import { lazily } from "./later/lazily.ts";
import { quickRecords } from "./streams/quick-records.ts";
import { pace } from "./pace/pace.ts";
import { serviceEndpoint, type ServiceEndpoints } from "./endpoint/service-endpoint.ts";
import { watch, type Watchable } from "./pace/watch-calls.ts";

export interface ClientOptions {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** Of single services, where they are not at `endpoint`. */
  readonly serviceEndpoints?: ServiceEndpoints | undefined;
  readonly profile: string | undefined;
  /** Fixed credentials, for a local AWS, or those of other clients; otherwise the SDK's default chain. */
  readonly credentials: STSClientConfig["credentials"];
  /** Where HTTPS_PROXY and NO_PROXY are. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For a profile that wants one. */
  readonly askMfaCode: AskMfaCode;
  readonly clock: Clock;
  /** Ends the waits between tries, and the calls that only read. */
  readonly signal: AbortSignal;
  /** Told of every call, and of every wait. */
  readonly report: Pick<Reporter, "event">;
}

/** The clients this program speaks to AWS with: the only place where one is made. */
export function createClients(options: ClientOptions): Clients {
  const {
    region,
    endpoint,
    serviceEndpoints = {},
    profile,
    credentials,
    env,
    askMfaCode,
    clock,
    signal,
    report,
  } = options;
  const shared = {
    region,
    // Whatever is tried again is tried again by `pace`: its waits can be seen, and end with Ctrl-C.
    maxAttempts: 1,
    // Who signs in again while this runs writes new keys into the file that was read already.
    ignoreCache: true,
    ...(endpoint !== undefined && { endpoint }),
    ...(profile !== undefined && { profile }),
    ...(credentials !== undefined && { credentials }),
  };
  const requestHandler = outward(env);
  const first = { ...shared, requestHandler, credentialDefaultProvider: credentialChain(askMfaCode, requestHandler) };
  const at = (service: keyof ServiceEndpoints) => {
    const own = serviceEndpoints[service];
    return own === undefined ? {} : { endpoint: own };
  };
  const sts = new STSClient({ ...first, ...at("sts") });
  // One source for all: a program that gives credentials runs once, and an MFA code is asked for once.
  const rest = { ...shared, requestHandler, credentials: sts.config.credentials };
  const tell = (text: string): void => report.event({ type: "wait", text });
  const paced = pace({ clock, signal, keepsRates: endpoint === undefined, tell });
  const ready = <C>(client: C): C => {
    // Each client's middleware stack is typed by its own inputs; this one looks at none of them.
    const watched = client as unknown as Watchable;
    if (endpoint === undefined && profile !== undefined)
      watched.config.serviceConfiguredEndpoint = serviceEndpoint(profile, watched.config.serviceId);
    watch(watched, paced, requestHandler.refusal, options);
    return client;
  };
  ready(sts);
  const kinesis = ready(new KinesisClient({ ...rest, ...at("kinesis") }));
  quickRecords(kinesis);
  return {
    kinesis,
    iam: ready(new IAMClient({ ...rest, ...at("iam") })),
    apigateway: ready(new APIGatewayClient({ ...rest, ...at("apigateway") })),
    sts,
    lazily: lazily({
      async firehose() {
        const { FirehoseClient } = await import("./later/firehose-client.ts");
        return ready(new FirehoseClient({ ...rest, ...at("firehose") }));
      },
      async s3() {
        const { S3Client } = await import("./later/s3-client.ts");
        // Of an emulator, the address of a bucket cannot be looked up.
        return ready(new S3Client({ ...rest, ...at("s3"), forcePathStyle: endpoint !== undefined }));
      },
      async logs() {
        const { CloudWatchLogsClient } = await import("./later/logs-client.ts");
        return ready(new CloudWatchLogsClient({ ...rest, ...at("logs") }));
      },
      async cloudwatch() {
        const { CloudWatchClient } = await import("./later/cloudwatch-client.ts");
        return ready(new CloudWatchClient({ ...rest, ...at("cloudwatch") }));
      },
      async sns() {
        const { SNSClient } = await import("./later/sns-client.ts");
        return ready(new SNSClient({ ...rest, ...at("sns") }));
      },
    }),
  };
}

/** A second Kinesis client, for the one call that AWS takes over HTTP/2 only; it goes where `kinesis` goes, as the same caller. */
export function overHttp2(
  kinesis: KinesisClient,
  options: Pick<ClientOptions, "env" | "clock" | "signal" | "report">,
): KinesisClient {
  const { region, credentials, endpoint, serviceConfiguredEndpoint } = kinesis.config as typeof kinesis.config &
    Pick<Watchable["config"], "serviceConfiguredEndpoint">;
  const requestHandler = outwardHttp2(options.env);
  const own = { region, credentials, requestHandler, maxAttempts: 1, ...(endpoint !== undefined && { endpoint }) };
  const client = new KinesisClient(own);
  const watched = client as unknown as Watchable;
  if (serviceConfiguredEndpoint !== undefined) watched.config.serviceConfiguredEndpoint = serviceConfiguredEndpoint;
  // A subscription tries again by itself.
  watch(
    watched,
    (_, call) => call(),
    () => undefined,
    options,
  );
  return client;
}

/** The region that the SDK's own chain knows: the profile's in the AWS configuration files; undefined when there is none. */
export async function defaultRegion(profile: string | undefined): Promise<string | undefined> {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return undefined;
  }
}
