/** How often a property is tried: 10,000 times with `KINESIS_PROXY_TEST_LONG=1`. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: process.env["KINESIS_PROXY_TEST_LONG"] === undefined ? usual : 10_000 };
}
