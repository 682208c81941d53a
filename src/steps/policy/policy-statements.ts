/** A policy document as JSON; a text that is none is itself. */
export function parsePolicy(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The statements of a parsed policy. */
export function statements(policy: unknown): readonly Record<string, unknown>[] {
  const list = (policy as { Statement?: unknown } | null)?.Statement;
  return list === undefined ? [] : (many(list) as Record<string, unknown>[]);
}

/** A policy says one value or a list of one. */
export function many(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** A resource as `execute-api:/…`, where it is the full ARN of the API `apiId`, or of any API when that is left out. */
export function shorthand(value: string, apiId?: string): string {
  const [, id, rest] = /^arn:[^:]+:execute-api:[^:]+:[^:]+:([^/]+)(\/.*)$/.exec(value) ?? [];
  return rest !== undefined && (apiId === undefined || id === apiId) ? `execute-api:${rest}` : value;
}
