/** One field of a protobuf message: a number for wire type 0, bytes for all other types. */
export interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** The fields of a protobuf message in their order; throws a RangeError for anything else. */
export function* fields(message: Uint8Array): Generator<Field> {
  let at = 0;

  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at];
      if (byte === undefined) break;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError("A protobuf number has no end.");
  };

  const take = (length: number): Uint8Array => {
    const taken = message.subarray(at, at + length);
    if (taken.length !== length) throw new RangeError("A protobuf field is longer than its message.");
    at += length;
    return taken;
  };

  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    if (number === 0) throw new RangeError("A protobuf field has the number 0.");
    switch (tag % 8) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        yield { number, value: take(8) };
        break;
      case 2:
        yield { number, value: take(varint()) };
        break;
      case 5:
        yield { number, value: take(4) };
        break;
      default:
        throw new RangeError("A protobuf field has an unknown wire type.");
    }
  }
}
