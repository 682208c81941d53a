const isoDate =
  /^-?(\d+)(?:-(\d+)(?:-(\d+))?)?(?:t(?:(\d+)(?::(\d+)(?::(\d+)(?:\.(\d+))?(?:z|\+(\d\d)(?::(\d\d))?)?)?)?)?)?$/i;

/** The least and the greatest value of each part of a date, from its year to the minutes of its zone. */
const ranges = [
  [0, 292_278_993],
  [1, 12],
  [1, 31],
  [0, 23],
  [0, 59],
  [0, 59],
  [0, 999_999_999],
  [0, 23],
  [0, 59],
] as const;

const mostSeconds = 2n ** 63n - 1n;

/** Is `text` a date as conditions of policies have it: ISO 8601 or parts of it, or seconds since 1970? */
export function isPolicyDate(text: string): boolean {
  if (!/[t-]/i.test(text)) return /^\d+$/.test(text) && BigInt(text) <= mostSeconds;
  const parts = isoDate.exec(text)?.slice(1);
  return (
    parts !== undefined &&
    ranges.every(([least, most], at) => {
      const part = parts[at];
      return part === undefined || (Number(part) >= least && Number(part) <= most);
    })
  );
}
