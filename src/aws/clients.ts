import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Clock } from "../core/clock.ts";
import type { Clients } from "../core/context.ts";
import type { CallEvent } from "../core/events.ts";
import { blame } from "./explain.ts";
import { LostAnswerError, unlessLost } from "./once.ts";

export interface ClientOptions {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  /** Fixed credentials, for a local AWS; otherwise the SDK's default chain. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly clock: Clock;
  /** Told of every call. */
  readonly onCall: (call: CallEvent) => void;
}

/** The four clients this program speaks to AWS with: the only place where one is made. */
export function createClients(options: ClientOptions): Clients {
  const { region, endpoint, profile, credentials } = options;
  const shared = {
    region,
    maxAttempts: 4,
    ...(endpoint !== undefined && { endpoint }),
    ...(profile !== undefined && { profile }),
    ...(credentials !== undefined && { credentials }),
  };
  // Kinesis' own default is HTTP/2, which hides a refused connection and which most emulators do not speak.
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 5_000,
    requestTimeout: 35_000,
    throwOnRequestTimeout: true,
  });
  const clients = {
    kinesis: new KinesisClient({ ...shared, requestHandler }),
    iam: new IAMClient({ ...shared, requestHandler }),
    apigateway: new APIGatewayClient({ ...shared, requestHandler }),
    sts: new STSClient({ ...shared, requestHandler }),
  };
  // Each client's middleware stack is typed by its own inputs; this one looks at none of them.
  for (const client of Object.values(clients)) watch(client as unknown as Watchable, options);
  return clients;
}

type Next = (args: unknown) => Promise<{ response?: unknown; output?: { $metadata?: Metadata } }>;
interface Metadata {
  readonly httpStatusCode?: number;
  readonly attempts?: number;
  readonly requestId?: string;
}
interface Watchable {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: {
    add(
      middleware: (next: Next, context: { commandName?: string }) => Next,
      options: { step: "initialize" | "finalizeRequest"; priority?: "low" },
    ): void;
  };
}

function watch(client: Watchable, { clock, onCall }: ClientOptions): void {
  const middleware = (next: Next, context: { commandName?: string }): Next => {
    const action = (context.commandName ?? "Command").replace(/Command$/, "");
    const operation = `${client.config.serviceId} ${action}`;
    return async (args) => {
      const start = clock.now();
      const tell = (metadata: Metadata | undefined, error?: unknown): void =>
        onCall({
          type: "call",
          operation,
          status: metadata?.httpStatusCode,
          attempts: metadata?.attempts ?? 1,
          ms: clock.now() - start,
          requestId: metadata?.requestId,
          error: error instanceof Error ? error.name : undefined,
        });
      try {
        const result = await next(args);
        tell(result.output?.$metadata);
        return result;
      } catch (error) {
        tell((error as { $metadata?: Metadata }).$metadata, error);
        blame(error instanceof LostAnswerError ? error.lost : error, client.config.serviceId, action);
        throw error;
      }
    };
  };
  client.middlewareStack.add(middleware, { step: "initialize" });
  // Inside the SDK's own retries.
  const guard = (next: Next, context: { commandName?: string }): Next => {
    const operation = (context.commandName ?? "").replace(/Command$/, "");
    return (args) => next(args).catch((error: unknown) => Promise.reject(unlessLost(operation, error)));
  };
  client.middlewareStack.add(guard, { step: "finalizeRequest", priority: "low" });
}

/** The region that the SDK's own chain knows: the profile's in the AWS configuration files; undefined when there is none. */
export async function defaultRegion(profile: string | undefined): Promise<string | undefined> {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return undefined;
  }
}
