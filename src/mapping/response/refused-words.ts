/** How an endpoint begins to say that Kinesis has refused a record: its size is the usual cause. */
export const REFUSED = "Kinesis refused the record. Is it larger than";
/** The same of a batch. */
export const BATCH_REFUSED = "Kinesis refused the records. Is one of them larger than";

/** What is sure to fit through the endpoint, in KiB: API Gateway's 10 MB hold so much as the base64 that Kinesis wants. */
export const THROUGH = 7_680;

/** What is said of a body that may be too large for that; undefined of a smaller one. An emulator may take more. */
export function beyondEndpoint(bytes: number): string | undefined {
  if (bytes <= THROUGH * 1_024) return undefined;
  return `The body has ${bytes} bytes: API Gateway takes 10 MB, which hold about ${THROUGH} KiB as the base64 that Kinesis wants. Whether more gets through is not known.`;
}

/** Such as 1 MiB, the largest record of a stream where nobody asked for another one; `kib` is in KiB. */
export function sizeText(kib = 1_024): string {
  return kib % 512 === 0 ? `${kib / 1_024} MiB` : `${kib} KiB`;
}
