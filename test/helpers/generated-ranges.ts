import fc from "fast-check";

const v4 = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 22, max: 32 })).map(([low, bits]) => {
  const host = 32 - bits;
  const address = (((10 << 24) | (low << 2)) >>> host) << host;
  return `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${bits}`;
});

const v6 = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 124, max: 128 })).map(([low, bits]) => {
  const host = 128 - bits;
  return `2001:db8::${((low >> host) << host).toString(16)}/${bits}`;
});

/** Lists of ranges that often overlap or touch. */
export const generatedRanges = fc.array(fc.oneof(v4, v6), { minLength: 1, maxLength: 12 });
