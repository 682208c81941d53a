/** What a sequence number says. */
export interface Sequence {
  /** AWS's layout of it: 2 now, 0 and 1 in streams of earlier years. */
  readonly version?: 0 | 1;
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
// Later seconds are no time to AWS.
const END_OF_TIME = 16_025_175_000;
const OLDEST = 1n << 124n;

/** The versions by their hexadecimal digits, as the authors of kinesalite found them. Version 2: 9 digits of seconds, 1 of the shard,
 * 16 of the position, 2 unknown, 9 of seconds, 8 of the shard. */
const layouts = [
  { layout: /^2(.{9}).([0-7].{15})..(.{9})(.{8})2$/, groups: ["shardCreated", "position", "arrived", "shard"] },
  { version: 1, layout: /^2(.{9}).{3}(.{9}).{16}(.{8})1$/, groups: ["shardCreated", "arrived", "shard"] },
  { version: 0, layout: /^[^0](.{9}).{18}(.{4})$/, groups: ["shardCreated", "shard"] },
] as const;

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

/** Reads a sequence number of any version; undefined when it is in none of AWS's layouts. */
export function readSequence(text: string): Sequence | undefined {
  const number = BigInt(text);
  const digits = (number < OLDEST ? number + OLDEST : number).toString(16);
  for (const { layout, groups, ...version } of layouts) {
    const [whole, ...found] = layout.exec(digits) ?? [];
    if (whole === undefined) continue;
    const {
      shardCreated = "",
      position = "0",
      arrived = "0",
      shard = "",
    } = Object.fromEntries(groups.map((name, i) => [name, found[i]]));
    const created = parseInt(shardCreated, 16);
    if (created >= END_OF_TIME) return undefined;
    return {
      ...version,
      shardCreated: created,
      // Of 32 bits, with a sign.
      shard: parseInt(shard, 16) | 0,
      position: position === END ? Infinity : parseInt(position, 16),
      arrived: parseInt(arrived, 16),
    };
  }
  return undefined;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
