/** The answer's ids are left out: they belong to a request over the network. */
export function outwardHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const hidden = new Set(["x-amzn-requestid", "x-amz-apigw-id"]);
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !hidden.has(name.toLowerCase()))
      .map(([name, value]) => [name, typeof value === "string" ? [value] : value] as const),
  );
}
