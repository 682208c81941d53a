import { createHash, randomBytes } from "node:crypto";
import { background } from "../../account/background.ts";
import type { Background } from "../../account/background.ts";
import { news } from "../../account/news.ts";
import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import type { KeptEvent } from "../group/log-stream.ts";
import { dataMessages } from "./message.ts";
import type { LogsPlatform } from "./platform.ts";
import type { SubscriptionFilter } from "./subscription-filter.ts";
import type { Target } from "./target.ts";

const retryMs = 5_000;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions.html
const keptMs = 24 * 3_600_000;

interface Message {
  readonly data: Buffer;
  readonly partitionKey: string;
  /** Given up from then on. */
  readonly until: number;
}

/** Sends what a subscription filter lets through, one record after the other. What its target has no room for now is tried again for
 * 24 hours; what it refuses is lost. */
export class Forwarding implements Background {
  readonly #platform: LogsPlatform;
  readonly #scope: Omit<Scope, "caller">;
  readonly #filter: SubscriptionFilter;
  readonly #groupArn: string;
  /** Looked up each time: a destination may change. */
  readonly #targetOf: () => Target | undefined;
  readonly #waiting: Message[] = [];
  #turn: Promise<void> = Promise.resolve();
  #isFailing = false;

  constructor(
    platform: LogsPlatform,
    scope: Omit<Scope, "caller">,
    filter: SubscriptionFilter,
    groupArn: string,
    targetOf: () => Target | undefined,
  ) {
    this.#platform = platform;
    this.#scope = scope;
    this.#filter = filter;
    this.#groupArn = groupArn;
    this.#targetOf = targetOf;
  }

  /** Sends events of a log stream. */
  send(stream: string, events: readonly KeptEvent[]): void {
    const { account } = this.#scope;
    const { logGroupName, filterName, distribution } = this.#filter;
    const origin = {
      owner: account.id,
      logGroup: logGroupName,
      logStream: stream,
      subscriptionFilters: [filterName],
    };
    const until = account.clock.now() + keptMs;
    for (const data of dataMessages(origin, events)) {
      const partitionKey = distribution === "Random" ? randomBytes(16).toString("hex") : hashed(logGroupName, stream);
      this.#waiting.push({ data, partitionKey, until });
    }
    account.corner(background, "").add(this);
    this.#next();
  }

  settled(): Promise<void> {
    return this.#turn;
  }

  async flush(): Promise<number> {
    await this.#next();
    return 0;
  }

  stop(): void {
    this.#waiting.length = 0;
  }

  /** One turn after the other. */
  #next(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#work()));
  }

  async #work(): Promise<void> {
    const { account } = this.#scope;
    for (let message = this.#waiting[0]; message !== undefined; message = this.#waiting[0]) {
      const fault = await this.#put(message);
      this.#tell(fault);
      if (fault !== undefined && isPassing(fault) && account.clock.now() < message.until) {
        account.clock.after(retryMs, () => void this.#next());
        return;
      }
      this.#waiting.shift();
    }
    account.corner(background, "").delete(this);
  }

  async #put({ data, partitionKey }: Message): Promise<Fault | undefined> {
    const target = this.#targetOf();
    if (target === undefined) return new Fault("ResourceNotFoundException", "The destination does not exist.");
    // Those who looked saw it assume the role for the group's ARN with `:*`; trust in the group's ARN alone does no harm.
    const caller = [`${this.#groupArn}:*`, this.#groupArn]
      .map((source) => this.#platform.assume(this.#scope, target.roleArn, source))
      .find((found) => found !== undefined);
    if (caller === undefined) return new Fault("AccessDenied", `CloudWatch Logs may not assume ${target.roleArn}.`);
    try {
      await this.#platform.put({ account: this.#scope.account, caller }, target.arn, data, partitionKey);
      return undefined;
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  }

  /** Once for all that fails in a row. */
  #tell(fault: Fault | undefined): void {
    const { filterName, logGroupName, destinationArn } = this.#filter;
    if (fault !== undefined && !this.#isFailing)
      this.#scope.account
        .corner(news, "")
        .tell(
          `The subscription filter ${filterName} of ${logGroupName} cannot send to ${destinationArn}${isPassing(fault) ? "" : ", and what it was to send is lost"}: ${fault.message || fault.code}`,
        );
    this.#isFailing = fault !== undefined;
  }
}

/** "Throttling … or a retryable service exception (HTTP 5xx for example)". */
function isPassing({ code, status }: Fault): boolean {
  return status >= 500 || /Throttl|ThroughputExceeded|LimitExceeded/.test(code);
}

/** AWS does not tell how it makes a partition key of a stream. */
function hashed(group: string, stream: string): string {
  return createHash("md5").update(`${group}:${stream}`).digest("hex");
}
