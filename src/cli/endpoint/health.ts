import { api, archive, stream } from "../../steps/index.ts";
import type { Publishers } from "../../watch/metrics/proxy-metrics.ts";
import type { Session } from "../session.ts";

/** How the last hour went. */
export interface Health {
  readonly requests: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  /** Of the worst minute, in milliseconds; undefined where nothing came. */
  readonly p99: number | undefined;
  /** Puts that the stream had no room for. */
  readonly throttled: number;
  /** Deliveries of the archive that failed; undefined without an archive. */
  readonly failedDeliveries?: number;
}

/** Whose metrics tell of the proxy. API Gateway leaves characters beyond ASCII out of a name there. */
export function publishersOf({ config, known }: Session): Publishers {
  const name = known.get(api)?.facts["api-name"] ?? config.apiName;
  const ascii = name.replace(/[^\x20-\x7e]/g, "");
  return {
    apiName: ascii === "" ? (known.get(api)?.ids.id ?? name) : ascii,
    stage: config.stage,
    streamName: known.get(stream)?.ids.name ?? config.streamName,
    deliveryStream: known.get(archive)?.ids.name,
  };
}

/** Reads how the last hour went; undefined where that cannot be known: not every caller may, and not every emulator has it. */
export async function healthOf(session: Session): Promise<Health | undefined> {
  try {
    const { readMetrics } = await import("../../watch/metrics/read-metrics.ts");
    const { timeSlots } = await import("../../watch/metrics/time-slots.ts");
    const { clients, clock, signal } = session;
    const now = clock.now();
    const found = await readMetrics(
      { cloudwatch: await clients.lazily.cloudwatch(), signal },
      {
        publishers: publishersOf(session),
        slots: timeSlots(now - 3_600_000, now, 60),
        names: ["requests", "clientErrors", "serverErrors", "p99", "throttled", "deliveries", "deliveriesDone"],
      },
    );
    const sum = (points: readonly (number | undefined)[] = []): number =>
      points.reduce<number>((all, value) => all + (value ?? 0), 0);
    const p99 = (found.p99 ?? []).filter((value) => value !== undefined);
    return {
      requests: sum(found.requests),
      clientErrors: sum(found.clientErrors),
      serverErrors: sum(found.serverErrors),
      p99: p99.length === 0 ? undefined : Math.max(...p99),
      throttled: sum(found.throttled),
      ...(session.known.get(archive) !== undefined && {
        failedDeliveries: Math.max(0, sum(found.deliveries) - sum(found.deliveriesDone)),
      }),
    };
  } catch {
    session.signal.throwIfAborted();
    return undefined;
  }
}

/** Says it in a line. */
export function healthLine(health: Health): string {
  const { requests, clientErrors, serverErrors, p99, throttled, failedDeliveries = 0 } = health;
  const count = (number: number, one: string): string => `${number.toLocaleString("en-US")} ${one}`;
  const parts = [
    ...(requests === 0
      ? ["no requests"]
      : [
          count(requests, requests === 1 ? "request" : "requests"),
          count(clientErrors, "4xx"),
          count(serverErrors, "5xx"),
        ]),
    ...(p99 === undefined ? [] : [`p99 up to ${Math.round(p99)} ms`]),
    ...(throttled === 0 ? [] : [count(throttled, "puts without room in the stream")]),
    ...(failedDeliveries === 0 ? [] : [count(failedDeliveries, "failed deliveries to S3")]),
  ];
  return `Last hour: ${parts.join(", ")}`;
}
