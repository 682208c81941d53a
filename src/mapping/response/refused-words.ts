/** How an endpoint begins to say that Kinesis has refused a record: its size is the usual cause. */
export const REFUSED = "Kinesis refused the record. Is it larger than";
/** The same of a batch. */
export const BATCH_REFUSED = "Kinesis refused the records. Is one of them larger than";

/** Such as 1 MiB, the largest record of a stream where nobody asked for another one; `kib` is in KiB. */
export function sizeText(kib = 1_024): string {
  return kib % 512 === 0 ? `${kib / 1_024} MiB` : `${kib} KiB`;
}
