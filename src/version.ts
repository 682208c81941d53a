import { readFileSync } from "node:fs";

/** The JSON Schema of kinesis-proxy.json in this package. */
export const schemaUrl = new URL("../schema/kinesis-proxy.schema.json", import.meta.url);

/** The version of this package, such as `0.1.0`. */
export function version(): string {
  // From dist/ and from src/ alike.
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
