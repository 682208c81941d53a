/** The members of an answer that are read here. */
interface Answer {
  readonly response?: unknown;
  readonly output?: { readonly $metadata?: { readonly requestId?: string } };
}

/** A web page in the place of AWS's answer; the SDK takes it for one of IAM and STS that says nothing. */
export function refusePage<T extends Answer>(result: T): T {
  const { statusCode, headers } = (result.response ?? {}) as {
    readonly statusCode?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
  const page = headers?.["content-type"]?.startsWith("text/html") === true;
  if (!page || result.output?.$metadata?.requestId !== undefined) return result;
  throw Object.assign(new SyntaxError("A web page is not valid JSON or XML."), { $response: { statusCode } });
}
