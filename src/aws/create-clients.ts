import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { STSClient } from "@aws-sdk/client-sts";
import type { Clock } from "../engine/clock.ts";
import type { Clients } from "./clients.ts";
import type { Reporter } from "../engine/events.ts";
import { credentialChain, type AskMfaCode } from "./credentials/credentials.ts";
import { blame } from "./explain/explain.ts";
import { withFreshCredentials, type Credentials } from "./credentials/fresh-credentials.ts";
import { refusePage } from "./http/refuse-page.ts";
import { outwardHttp2 } from "./http/outward-http2.ts";
import { outward } from "./http/outward.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { pace, type Pace } from "./pace/pace.ts";
import { serviceEndpoint, type ServiceEndpoints } from "./endpoint/service-endpoint.ts";

export interface ClientOptions {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** Of single services, where they are not at `endpoint`. */
  readonly serviceEndpoints?: ServiceEndpoints | undefined;
  readonly profile: string | undefined;
  /** Fixed credentials, for a local AWS; otherwise the SDK's default chain. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
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

/** The four clients this program speaks to AWS with: the only place where one is made. */
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
  const clients = {
    kinesis: new KinesisClient({ ...rest, ...at("kinesis") }),
    iam: new IAMClient({ ...rest, ...at("iam") }),
    apigateway: new APIGatewayClient({ ...rest, ...at("apigateway") }),
    sts,
  };
  const tell = (text: string): void => report.event({ type: "wait", text });
  const paced = pace({ clock, signal, keepsRates: endpoint === undefined, tell });
  // Each client's middleware stack is typed by its own inputs; this one looks at none of them.
  for (const client of Object.values(clients) as unknown as readonly Watchable[]) {
    if (endpoint === undefined && profile !== undefined)
      client.config.serviceConfiguredEndpoint = serviceEndpoint(profile, client.config.serviceId);
    watch(client, paced, requestHandler.refusal, options);
  }
  return clients;
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

type Next = (args: unknown) => Promise<{ response?: unknown; output?: { $metadata?: Metadata } }>;
interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}
interface Watchable {
  readonly config: {
    readonly serviceId: string;
    readonly credentials: Credentials;
    /** Asked for an endpoint where none is given. */
    serviceConfiguredEndpoint?: () => Promise<string | undefined>;
  };
  readonly middlewareStack: {
    add(middleware: (next: Next, context: { commandName?: string }) => Next, options: { step: "initialize" }): void;
  };
}

function watch(
  client: Watchable,
  paced: Pace,
  refusal: () => unknown,
  { clock, signal, report }: Pick<ClientOptions, "clock" | "signal" | "report">,
): void {
  const middleware = (next: Next, context: { commandName?: string }): Next => {
    const action = (context.commandName ?? "Command").replace(/Command$/, "");
    const called = { service: client.config.serviceId, action };
    return async (args) => {
      const start = clock.now();
      let attempts = 0;
      // What is made after Ctrl-C only tidies up.
      const tidies = signal.aborted;
      const linger = (operation: string): Promise<void> => {
        if (tidies) return clock.sleep(TIDYING);
        const text = `Waiting for the answer to ${operation}, ${GRACE / 1_000} s at most`;
        report.event({ type: "wait", text });
        return clock.sleep(GRACE);
      };
      const call = () => {
        attempts += 1;
        return unlessAborted(signal, next(args).then(refusePage), isRead(action) ? undefined : () => linger(action));
      };
      const tell = (metadata: Metadata | undefined, error?: unknown): void =>
        report.event({
          type: "call",
          operation: `${called.service} ${action}`,
          status: metadata?.httpStatusCode,
          attempts,
          ms: clock.now() - start,
          requestId: metadata?.requestId,
          error: error instanceof Error ? error.name : undefined,
        });
      try {
        const { credentials } = client.config;
        const result = await paced(called, () => withFreshCredentials(credentials, call));
        tell(result.output?.$metadata);
        return result;
      } catch (error) {
        tell((error as { $metadata?: Metadata }).$metadata, error);
        blame(error, called.service, action);
        throw refusal() ?? error;
      }
    };
  };
  client.middlewareStack.add(middleware, { step: "initialize" });
}

function isRead(action: string): boolean {
  return /^(Get|List|Describe|Subscribe)/.test(action);
}

/** How long the answer to a call that changes something is waited for after Ctrl-C, in milliseconds, so that what it gave can be
 * written down. What is not known then is found by the next run. */
const GRACE = 5_000;

/** The same for a call that is made after Ctrl-C. */
const TIDYING = 800;

/** The region that the SDK's own chain knows: the profile's in the AWS configuration files; undefined when there is none. */
export async function defaultRegion(profile: string | undefined): Promise<string | undefined> {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return undefined;
  }
}
