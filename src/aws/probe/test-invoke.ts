import { TestInvokeMethodCommand } from "@aws-sdk/client-api-gateway";
import type { Clients } from "../clients.ts";

/** What API Gateway's own test says of one request to what is configured, deployed or not. */
export interface TestInvoked {
  readonly status: number;
  readonly body: string;
  /** The body of the call to the service, as the log has it; undefined when it never came to one. */
  readonly call: string | undefined;
  /** The log cuts long bodies. */
  readonly cut: boolean;
}

/** TestInvokeMethod on POST of a resource: past policy, key, signature and throttling, but a real call to the service. */
export async function testInvoke(
  { clients }: { readonly clients: Pick<Clients, "apigateway"> },
  at: { readonly restApiId: string; readonly resourceId: string },
  request: { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<TestInvoked> {
  const {
    log = "",
    status = 0,
    body = "",
  } = await clients.apigateway.send(
    new TestInvokeMethodCommand({
      ...at,
      httpMethod: "POST",
      pathWithQueryString: request.path,
      headers: { ...request.headers },
      body: request.body,
    }),
  );
  const mark = "Endpoint request body after transformations: ";
  const start = log.indexOf(mark);
  if (start < 0) return { status, body, call: undefined, cut: false };
  const rest = log.slice(start + mark.length);
  // The next line of the log begins with a date.
  const end = rest.search(/\n[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4} : /);
  const text = end < 0 ? rest : rest.slice(0, end);
  const whole = text.replace(/ \[TRUNCATED\]\s*$/, "");
  return { status, body, call: whole, cut: whole !== text };
}
