const name = /^[\w.-]+$/;

/** Checks the names of headers; each counts once, in any case. Throws RangeError. */
export function headerNames(headers: readonly string[]): readonly string[] {
  const wrong = headers.find((one) => !name.test(one));
  if (wrong !== undefined) throw new RangeError(`"${wrong}" cannot be the name of a header.`);
  const first = new Map(headers.map((one) => [one.toLowerCase(), one]).reverse() as [string, string][]);
  return headers.filter((one) => first.get(one.toLowerCase()) === one);
}
