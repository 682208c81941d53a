/** A run of this program, as the name of its consumer tells. */
export interface ConsumerOwner {
  readonly host: string;
  readonly pid: number;
  /** Seconds since 1970. */
  readonly start: number;
}

const form = /^kinesis-proxy_([A-Za-z0-9.-]+)_(\d+)_(\d+)$/;

/** Such as `kinesis-proxy_laptop_4711_1767225600`: the host, the process, and when it began. */
export function consumerName({ host, pid, start }: ConsumerOwner): string {
  return `kinesis-proxy_${plain(host)}_${pid}_${start}`;
}

/** Is it the consumer of a run on the same host that has ended? A run on another host cannot be asked. */
export function isLeft(name: string, me: ConsumerOwner, isAlive: (pid: number) => boolean): boolean {
  const [, host, pid, start] = form.exec(name) ?? [];
  if (host !== plain(me.host)) return false;
  // A pid is used again: what began earlier with our own is not us.
  return Number(pid) === me.pid ? Number(start) !== me.start : !isAlive(Number(pid));
}

/** A host in the letters of a consumer's name, which has 128 at most. */
function plain(host: string): string {
  return host.replace(/[^A-Za-z0-9.-]/g, "-").slice(0, 80) || "host";
}
