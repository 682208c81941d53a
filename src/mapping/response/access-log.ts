/** What a line of the access log says, in its order: our name, and API Gateway's variable without `$context.`. The user agent is
 * the last one: not every API Gateway escapes the quotes in it. */
export const accessLogColumns = [
  /** When it came, in milliseconds since 1970. */
  { name: "time", variable: "requestTimeEpoch" },
  { name: "id", variable: "requestId" },
  { name: "ip", variable: "identity.sourceIp" },
  { name: "method", variable: "httpMethod" },
  { name: "path", variable: "path" },
  { name: "status", variable: "status" },
  /** What API Gateway itself refused, such as THROTTLED. */
  { name: "errorType", variable: "error.responseType" },
  /** Milliseconds, as integrationLatency. */
  { name: "latency", variable: "responseLatency" },
  { name: "integrationLatency", variable: "integration.latency" },
  // Which of the two holds the status of an AWS service is not documented for integrations with a template.
  { name: "integrationStatus", variable: "integration.integrationStatus" },
  { name: "serviceStatus", variable: "integration.status" },
  { name: "keyId", variable: "identity.apiKeyId" },
  { name: "userAgent", variable: "identity.userAgent" },
] as const;

export type AccessLogColumn = (typeof accessLogColumns)[number]["name"];

/** The format of a line: a JSON object in which every value is a text, since a variable that is not set is written as `-`. */
export const defaultAccessLogFormat = `{${accessLogColumns
  .map(({ name, variable }) => `"${name}":"$context.${variable}"`)
  .join(",")}}`;

/** A user agent may hold anything, such as `","status":"200`: it ends where the line does. */
const linePattern = new RegExp(
  `^\\{${accessLogColumns.map(({ name }) => `"${name}":"(${name === "userAgent" ? ".*" : '[^"]*'})"`).join(",")}\\}\\s*$`,
  "s",
);

/** The values of a line of that format, without those that are not set; undefined for a line of another format. */
export function readAccessLine(line: string): Readonly<Partial<Record<AccessLogColumn, string>>> | undefined {
  const values = linePattern.exec(line)?.slice(1).map(unescaped) ?? members(line);
  if (values === undefined) return undefined;
  const said = accessLogColumns.map(({ name }, index) => [name, values[index] ?? "-"] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== "-"));
}

function unescaped(text: string): string {
  const value = parsed(`"${text}"`);
  return typeof value === "string" ? value : text;
}

/** The members of a JSON object with these columns. */
function members(line: string): readonly string[] | undefined {
  const value = parsed(line);
  if (typeof value !== "object" || value === null) return undefined;
  const all = new Map<string, unknown>(Object.entries(value));
  if (!all.has("id") || !all.has("status")) return undefined;
  return accessLogColumns.map(({ name }) => String(all.get(name) ?? "-"));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
