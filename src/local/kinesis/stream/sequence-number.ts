/** What a sequence number says. */
export interface Sequence {
  /** When the shard was made, in whole seconds since 1970. */
  readonly shardCreated: number;
  readonly shard: number;
  /** The record's place in its shard, from 1; 0 is the shard's beginning, Infinity its end. */
  readonly position: number;
  /** When the record arrived, in whole seconds since 1970. */
  readonly arrived: number;
}

const END = "7fffffffffffffff";
const END_NUMBER = BigInt(`0x${END}`);
// 47 hexadecimal digits: version 2, 9 of seconds, 1 of the shard, 16 of the position, 2 unknown, 9 of seconds, 8 of the shard, 2.
const LAYOUT = /^2([0-9a-f]{9})[0-9a-f]([0-7][0-9a-f]{15})[0-9a-f]{2}([0-9a-f]{9})([0-9a-f]{8})2$/;

/** A sequence number in AWS's layout (as found by the authors of kinesalite): 56 decimal digits that grow with the position. */
export function sequenceNumber(sequence: Sequence): string {
  const { position } = sequence;
  const place = position === Infinity ? END_NUMBER : BigInt(position);
  return (atPositionZero(sequence) + (place << 80n)).toString();
}

let last = { shardCreated: NaN, shard: NaN, arrived: NaN, number: 0n };

/** The part that the records of one shard and second share is computed once. */
function atPositionZero({ shardCreated, shard, arrived }: Sequence): bigint {
  if (last.arrived !== arrived || last.shard !== shard || last.shardCreated !== shardCreated) {
    const digits = `2${hex(shardCreated, 9)}${hex(shard & 15, 1)}${hex(0, 16)}00${hex(arrived, 9)}${hex(shard, 8)}2`;
    last = { shardCreated, shard, arrived, number: BigInt(`0x${digits}`) };
  }
  return last.number;
}

/** Reads a sequence number; undefined when it is not in AWS's layout. */
export function readSequence(text: string): Sequence | undefined {
  const found = LAYOUT.exec(BigInt(text).toString(16));
  if (!found) return undefined;
  const [, shardCreated, position, arrived, shard] = found as unknown as [string, string, string, string, string];
  return {
    shardCreated: parseInt(shardCreated, 16),
    shard: parseInt(shard, 16),
    position: position === END ? Infinity : parseInt(position, 16),
    arrived: parseInt(arrived, 16),
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
