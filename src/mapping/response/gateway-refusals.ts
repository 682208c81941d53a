/** What is known of a request that API Gateway refused, beside the type of its gateway response. */
export interface RefusalFacts {
  /** Did the refusal come while the route was looked for? */
  readonly atRoute: boolean;
  /** Did it come while a mapping template was looked for? */
  readonly atTemplate: boolean;
  /** The route that took it, such as `POST /events`. */
  readonly route: string;
  /** What was asked for, such as `POST /nowhere`. */
  readonly asked: string;
  /** The routes that there are. */
  readonly routes: () => readonly string[];
  /** The content types that the route takes. */
  readonly types: () => readonly string[];
  /** Media type of the request; undefined where it has none. */
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly hasKey: boolean;
  /** ARN of who signed the request. */
  readonly signer: string | undefined;
  readonly address: string;
  readonly apiName: string;
  /** Such as "the stage: 10 a second, 20 at once". */
  readonly limits: () => readonly string[];
  /** Such as "100 a day". */
  readonly quota: string | undefined;
  /** Milliseconds that the integration may take. */
  readonly timeout: number;
  /** What API Gateway says. */
  readonly message: string;
  /** What it writes into its execution log. */
  readonly reason: string | undefined;
  /** What does not fit the model, and where. */
  readonly places: readonly string[];
}

/** The sentences for a type of gateway response. */
interface Sentences {
  /** Where nothing but the type is known, as in an access log; names the flags that have a say. */
  readonly general: string;
  /** API Gateway's own words when left out. */
  readonly exact?: (facts: RefusalFacts) => string;
}

const signature = ({ message }: RefusalFacts): string =>
  `The signature was refused: ${message.trim().replace(/\.$/, "")}.`;

const badAuthorizer: Sentences = { general: "An authorizer of this API failed." };

/** What API Gateway refuses by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const refusals: Readonly<Record<string, Sentences>> = {
  ACCESS_DENIED: {
    general: "The resource policy, or IAM, does not let this caller in (allow-ips, --auth).",
    exact: denied,
  },
  API_CONFIGURATION_ERROR: { general: "API Gateway found its own settings wrong: status shows what differs." },
  AUTHORIZER_CONFIGURATION_ERROR: badAuthorizer,
  AUTHORIZER_FAILURE: badAuthorizer,
  BAD_REQUEST_BODY: {
    general: "The body does not fit the JSON Schema (--schema).",
    exact: ({ route, places }) => `The body does not fit the model (JSON Schema) of ${route}: ${places.join(", ")}.`,
  },
  BAD_REQUEST_PARAMETERS: {
    general: "A parameter that the method requires is missing.",
    exact: ({ message, route }) => `${message}, which ${route} asks for.`,
  },
  EXPIRED_TOKEN: { general: "The credentials of the signature have expired.", exact: signature },
  INTEGRATION_FAILURE: { general: "Kinesis could not be asked, or the mapping template failed." },
  INTEGRATION_TIMEOUT: {
    general: "Kinesis did not answer in time.",
    exact: ({ timeout }) => `What the endpoint calls did not answer within ${timeout} ms.`,
  },
  INVALID_API_KEY: {
    general: "The API key is missing or wrong (--api-key).",
    exact: ({ hasKey, route }) =>
      hasKey
        ? "The API key in the header x-api-key is not one that opens this stage: it is unknown, disabled, or of another usage plan."
        : `The request has no API key: ${route} asks for one in the header x-api-key.`,
  },
  INVALID_SIGNATURE: { general: "The signature does not fit the request (--auth iam).", exact: signature },
  MISSING_AUTHENTICATION_TOKEN: {
    general: "There is no such path or method, or the signature is missing (--path, --auth iam).",
    exact: (facts) => (facts.atRoute ? noRoute(facts) : unsigned(facts)),
  },
  QUOTA_EXCEEDED: {
    general: "The quota of the API key is used up (--quota).",
    exact: ({ quota }) => `The quota of the API key is used up${quota === undefined ? "" : ` (${quota})`}.`,
  },
  REQUEST_TOO_LARGE: {
    general: "The body is larger than the 10 MB that API Gateway takes.",
    exact: () => "The body has more than the 10 MB that API Gateway takes, once it is unpacked.",
  },
  RESOURCE_NOT_FOUND: { general: "There is no such path." },
  THROTTLED: {
    general: "Too many requests at a time for the stage, the API key or the account (--throttle, pause).",
    exact: ({ limits }) => {
      const all = limits();
      return `More requests came than are let through at a time${all.length === 0 ? "" : ` (${all.join("; ")})`}.`;
    },
  },
  UNAUTHORIZED: { general: "An authorizer of this API does not let this caller in." },
  UNSUPPORTED_MEDIA_TYPE: {
    general: "The content type is not one that the endpoint takes (--accept).",
    exact: (facts) => (facts.atTemplate ? noTemplate(facts) : badCoding(facts)),
  },
  WAF_FILTERED: { general: "AWS WAF refused the request." },
};

/** Why API Gateway refused a request of which only the type is known. */
export function generalRefusal(type: string): string {
  return refusals[type]?.general ?? `API Gateway refused it: ${type}.`;
}

/** Why API Gateway refused this request. */
export function exactRefusal(type: string, facts: RefusalFacts): string {
  return refusals[type]?.exact?.(facts) ?? `${facts.reason ?? facts.message}.`.replace(/\.\.$/, ".");
}

function denied({ signer, address, apiName, message }: RefusalFacts): string {
  const who = signer ?? `the address ${address}`;
  if (message.includes("identity-based")) return `No policy of ${who} allows it to call this endpoint.`;
  const how = message.includes("explicit deny") ? "denies" : "does not let in";
  return `The resource policy of the API ${apiName} ${how} ${who}.`;
}

function noRoute({ asked, routes }: RefusalFacts): string {
  return `What is deployed has no ${asked}: it has ${few(routes())}.`;
}

const shown = 6;

function few(all: readonly string[]): string {
  const more = all.length > shown ? ` and ${all.length - shown} more` : "";
  return `${all.slice(0, shown).join(", ")}${more}`;
}

function unsigned({ route }: RefusalFacts): string {
  return `The request is not signed: ${route} asks for a signature of AWS (Signature Version 4).`;
}

function noTemplate({ contentType, route, types }: RefusalFacts): string {
  const all = types();
  const sent =
    contentType === undefined
      ? "The request has no Content-Type, which counts as application/json"
      : `The Content-Type is ${contentType}`;
  return `${sent}: ${route} takes ${all.length === 0 ? "none" : few(all)}.`;
}

function badCoding({ contentEncoding = "missing" }: RefusalFacts): string {
  return `The body cannot be unpacked: its Content-Encoding is ${contentEncoding}, and API Gateway knows gzip and deflate.`;
}
