import { agentOf } from "../../aws/http/outward.ts";
import { post } from "../../aws/http/post.ts";
import type { Clients } from "../../aws/clients.ts";

/** What stood at an address. */
export interface Greeting {
  /** It gives its answers an id, as AWS and its emulators do. */
  readonly isAws: boolean;
  /** HTTP status. */
  readonly status: number;
  /** What its clock says, in milliseconds since 1970, to the second; undefined when it does not tell. */
  readonly date: number | undefined;
  /** Milliseconds from the request to the answer. */
  readonly ms: number;
}

/** Says hello to an address of AWS, through the proxy on the way if there is one: asks who calls, without credentials, which AWS refuses
 * and nobody bills. Throws the error of the connection. */
export async function greet(
  clients: Pick<Clients, "apigateway">,
  url: string,
  {
    region,
    emulated,
    signal,
    now,
  }: {
    readonly region: string;
    /** Emulators tell services apart by the signature, and do not check it. */
    readonly emulated: boolean;
    readonly signal: AbortSignal;
    readonly now: () => number;
  },
): Promise<Greeting> {
  const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const scope = `doctor/20260101/${region}/sts/aws4_request`;
  const signed = { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
  const start = now();
  const answer = await post(url, "Action=GetCallerIdentity&Version=2011-06-15", {
    headers: emulated ? { ...form, ...signed } : form,
    signal,
    timeout: 5_000,
    agent: await agentOf(clients, url),
  });
  const { status, headers, body } = answer;
  const date = Date.parse(headers.date ?? "");
  const id = headers["x-amzn-requestid"] ?? headers["x-amz-request-id"] ?? /<RequestId>/.exec(body)?.[0];
  return { isAws: id !== undefined, status, date: Number.isNaN(date) ? undefined : date, ms: now() - start };
}

/** The address of a service in the region: at the endpoint, or AWS's own by the SDK's list. */
export function addressOf(
  clients: Pick<Clients, "apigateway" | "kinesis" | "sts" | "iam">,
  service: "apigateway" | "kinesis" | "sts" | "iam",
  region: string,
): string {
  switch (service) {
    case "sts":
      return clients.sts.config.endpointProvider({ Region: region, UseGlobalEndpoint: false }).url.href;
    case "iam":
      return clients.iam.config.endpointProvider({ Region: region }).url.href;
    case "kinesis":
      return clients.kinesis.config.endpointProvider({ Region: region }).url.href;
    case "apigateway":
      return clients.apigateway.config.endpointProvider({ Region: region }).url.href;
  }
}
