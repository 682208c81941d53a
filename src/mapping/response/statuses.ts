/** What an endpoint answers with, by what became of the request. */
export interface Statuses {
  /** Everything is stored; 200 to 299. This and only this means that. */
  readonly accepted: number;
  /** Kinesis does not take such a record: the caller's fault. */
  readonly refused: number;
  /** The stream has no room at the moment. */
  readonly busy: number;
  /** The endpoint cannot write to its stream. */
  readonly ours: number;
  /** Kinesis itself failed, or nobody knows. */
  readonly kinesis: number;
}

const usual: Statuses = { accepted: 200, refused: 400, busy: 429, ours: 500, kinesis: 502 };

/** The usual statuses (200, 400, 429, 500, 502) with some of one's own. Throws RangeError when one of them would call a
 * failure a success, or the other way round. */
export function statusesOf(own: Partial<Statuses> = {}): Statuses {
  const all = { ...usual, ...own };
  for (const [name, status] of Object.entries(all) as [keyof Statuses, number][]) {
    const [least, most] = name === "accepted" ? [200, 299] : [400, 599];
    if (!Number.isInteger(status) || status < least || status > most)
      throw new RangeError(`The status for "${name}" is one from ${least} to ${most}, not ${status}.`);
  }
  return all;
}

/** Each status once, as method responses are declared. */
export function declaredStatuses(own?: Partial<Statuses>): readonly string[] {
  const statuses = statusesOf(own);
  return [...new Set([...Object.values(statuses), refusalStatus(statuses)].map(String))];
}

/** The status under which the integration response for Kinesis' refusals goes. A status has one integration response, so it is
 * one that Kinesis' own failures do not take; where they take them all, one that is never answered: the template names another. */
export function refusalStatus({ ours, refused, busy, kinesis }: Statuses): number {
  return [ours, refused, busy, usual.ours].find((one) => one !== kinesis) ?? usual.refused;
}
