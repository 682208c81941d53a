/** The status of each class of answers. */
export interface Statuses {
  /** Everything is stored. No other class answers 2xx. */
  readonly accepted: number;
  /** Kinesis does not accept the record: the sender's fault. */
  readonly refused: number;
  /** The stream has no capacity at the moment. */
  readonly busy: number;
  /** The endpoint cannot write to its stream. */
  readonly ours: number;
  /** Kinesis failed, or its answer is unknown. */
  readonly kinesis: number;
}

type Class = keyof Statuses;

/** The classes, in the order of the help. */
export const statusClasses: readonly Class[] = ["accepted", "refused", "busy", "ours", "kinesis"];

const failure = [400, 599] as const;

/** The statuses that each class may have, from the least to the most: what is not stored is never answered 2xx. */
export const statusRanges: Readonly<Record<Class, readonly [number, number]>> = {
  accepted: [200, 299],
  refused: failure,
  busy: failure,
  ours: failure,
  kinesis: failure,
};

const usual: Statuses = { accepted: 200, refused: 400, busy: 429, ours: 500, kinesis: 502 };

/** The usual statuses (200, 400, 429, 500, 502), or those that the user has chosen. Throws RangeError for one outside the range of
 * its class. */
export function statusesOf(own: Partial<Statuses> = {}): Statuses {
  const all = { ...usual, ...own };
  for (const name of statusClasses) {
    const [least, most] = statusRanges[name];
    if (!Number.isInteger(all[name]) || all[name] < least || all[name] > most)
      throw new RangeError(`The status for "${name}" is one from ${least} to ${most}, not ${all[name]}.`);
  }
  return all;
}

/** Each status once, as a method declares its responses. */
export function declaredStatuses(own?: Partial<Statuses>): readonly string[] {
  const statuses = statusesOf(own);
  return [...new Set([...Object.values(statuses), refusalStatus(statuses)].map(String))];
}

/** The status under which the integration response for Kinesis' refusals is kept. A status has one integration response, so this is
 * one that Kinesis' failures do not use; where they use them all, one that is never answered, since the template sets another. */
export function refusalStatus({ ours, refused, busy, kinesis }: Statuses): number {
  return [ours, refused, busy, usual.ours].find((one) => one !== kinesis) ?? usual.refused;
}
