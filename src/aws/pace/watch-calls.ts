import type { Clock } from "../../engine/clock.ts";
import type { Reporter } from "../../engine/events.ts";
import { withFreshCredentials, type Credentials } from "../credentials/fresh-credentials.ts";
import { blame } from "../explain/explain.ts";
import { refusePage } from "../http/refuse-page.ts";
import type { Pace } from "./pace.ts";
import { unlessAborted } from "./unless-aborted.ts";

type Next = (args: unknown) => Promise<{ response?: unknown; output?: { $metadata?: Metadata } }>;
interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}
/** The members of a client that are read here: each client's own types are those of its inputs, and this looks at none of them. */
export interface Watchable {
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

/** Has all calls of a client paced, told, and ended by Ctrl-C. */
export function watch(
  client: Watchable,
  paced: Pace,
  refusal: () => unknown,
  {
    clock,
    signal,
    report,
  }: { readonly clock: Clock; readonly signal: AbortSignal; readonly report: Pick<Reporter, "event"> },
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
  return /^(Get|List|Describe|Subscribe|Head|Filter)/.test(action);
}

/** How long the answer to a call that changes something is waited for after Ctrl-C, in milliseconds, so that what it gave can be
 * written down. What is not known then is found by the next run. */
const GRACE = 5_000;

/** The same for a call that is made after Ctrl-C. */
const TIDYING = 800;
