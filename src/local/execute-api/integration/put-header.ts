/** Sets a header, in place of one of another spelling. */
export function putHeader<T>(headers: Record<string, T>, name: string, value: T): void {
  const wanted = name.toLowerCase();
  const before = Object.keys(headers).find((one) => one.toLowerCase() === wanted);
  if (before !== undefined && before !== name) delete headers[before];
  headers[name] = value;
}
