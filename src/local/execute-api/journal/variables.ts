import { commonLogTime, domainOf, httpProtocol, printMember, wholePath } from "../context.ts";
import { masked } from "../execution-log.ts";
import type { Finished } from "./finished.ts";

/** The value of a variable for one request; undefined where it has none. */
export type Variable = (finished: Finished) => string | number | undefined;

const signer: (read: (arn: string, userId: string) => string | undefined) => Variable =
  (read) =>
  ({ call }) => {
    const known = call.trail.signer;
    return known === undefined ? undefined : read(known.arn, known.userId);
  };

const integrationStatus: Variable = ({ call }) => call.trail.integration?.status;
const integrationLatency: Variable = ({ call }) => call.trail.integration?.latency;
const integrationError: Variable = ({ call }) => call.trail.integration?.error;
const integrationRequestId: Variable = ({ call }) => call.trail.integration?.requestId;

/** Was the signer refused by a policy? */
const isRefusedSigner = ({ call: { trail } }: Finished): boolean =>
  trail.signer !== undefined && trail.refusal?.type === "ACCESS_DENIED";

/** `$context` of access logs: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 * Those of authorizers, client certificates, Cognito and web ACLs never have a value here. */
export const variables: Readonly<Record<string, Variable>> = {
  accountId: ({ call }) => call.api.accountId,
  apiId: ({ call }) => call.api.apiId,
  "authenticate.latency": signer(() => "0"),
  "authenticate.status": signer(() => "200"),
  "authorize.error": (finished) => (isRefusedSigner(finished) ? finished.call.trail.refusal?.message : undefined),
  "authorize.latency": signer(() => "0"),
  "authorize.status": (finished) =>
    finished.call.trail.signer === undefined ? undefined : isRefusedSigner(finished) ? 403 : 200,
  awsEndpointRequestId: integrationRequestId,
  "customDomain.basePathMatched": ({ call }) => call.domain?.basePath,
  deploymentId: ({ call }) => call.api.deploymentId,
  domainName: ({ call }) => domainOf(call),
  domainPrefix: ({ call }) => domainOf(call).split(".")[0],
  "error.message": ({ call }) => call.trail.refusal?.message,
  // With its quotes, which is why it is not escaped again.
  "error.messageString": ({ call: { trail } }) =>
    trail.refusal === undefined ? undefined : JSON.stringify(trail.refusal.message),
  "error.responseType": ({ call }) => call.trail.refusal?.type,
  "error.validationErrorString": ({ call }) => call.trail.refusal?.validationError,
  extendedRequestId: ({ call }) => call.extendedRequestId,
  httpMethod: ({ call }) => call.trail.routed?.httpMethod ?? call.request.method,
  "identity.accountId": signer((arn) => arn.split(":")[4]),
  "identity.apiKey": ({ call: { trail } }) => (trail.apiKey === undefined ? undefined : masked(trail.apiKey.value)),
  "identity.apiKeyId": ({ call }) => call.trail.apiKey?.keyId,
  "identity.caller": signer((_, userId) => userId),
  "identity.sourceIp": ({ call }) => call.request.sourceIp,
  "identity.user": signer((_, userId) => userId),
  "identity.userAgent": ({ call }) => call.request.headers["user-agent"],
  "identity.userArn": signer((arn) => arn),
  "integration.error": integrationError,
  "integration.integrationStatus": integrationStatus,
  "integration.latency": integrationLatency,
  "integration.requestId": integrationRequestId,
  "integration.status": integrationStatus,
  integrationErrorMessage: integrationError,
  integrationLatency,
  integrationStatus,
  isCanaryRequest: ({ call }) => (call.isCanaryRequest === undefined ? undefined : String(call.isCanaryRequest)),
  path: ({ call }) => wholePath(call),
  protocol: () => httpProtocol,
  requestId: ({ call }) => call.requestId,
  requestTime: ({ call }) => commonLogTime(call.receivedAt),
  requestTimeEpoch: ({ call }) => call.receivedAt,
  resourceId: ({ call }) => call.trail.routed?.resource.id,
  resourcePath: ({ call }) => call.trail.routed?.resource.path,
  responseLatency: ({ call, answeredAt }) => answeredAt - call.receivedAt,
  responseLength: ({ response }) => Buffer.byteLength(response.body),
  stage: ({ call }) => call.stageName,
  status: ({ response }) => response.status,
  xrayTraceId: ({ call }) => (call.stage?.tracingEnabled === true ? rootOf(call.traceId) : undefined),
};

/** The variable of that name, which templates may have overridden; others than those above have no value. */
export function variableOf(name: string): Variable {
  if (Object.hasOwn(variables, name)) return variables[name] as Variable;
  if (!/^re(quest|sponse)Override\./.test(name)) return () => undefined;
  return ({ call: { trail } }) =>
    trail.context === undefined ? undefined : printMember(trail.context, name) || undefined;
}

/** Such as `1-5c7674f4-a3491d0a9c8012c191821b83`, of the whole trace header. */
export function rootOf(traceId: string): string {
  return /Root=([^;]+)/i.exec(traceId)?.[1] ?? traceId;
}
