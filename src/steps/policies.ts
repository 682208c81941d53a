import { allowedCidrs } from "./policy/allowed-cidrs.ts";
import { many, parsePolicy, shorthand, statements } from "./policy/policy-statements.ts";

/** A customer's key: its ARN, or all keys and the alias that narrows them down. */
export interface StreamKey {
  readonly arn: string;
  readonly alias?: string;
}

/** A policy document, as far as this program writes and compares them. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** Lets API Gateway assume the role. No aws:SourceAccount condition: API Gateway does not send the key for integration
 * credentials, and every call would fail. */
export const trustPolicy: Policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** What the role may do: put records into this one stream, and encrypt them where that takes a key of the user's. */
export function putRecordPolicy(streamArn: string, actions: readonly string[], key?: StreamKey): Policy {
  const put = { Effect: "Allow", Action: [...actions], Resource: [streamArn] };
  if (key === undefined) return { Version: "2012-10-17", Statement: [put] };
  const condition = key.alias && { Condition: { "ForAnyValue:StringEquals": { [aliases]: [key.alias] } } };
  const encrypt = { Effect: "Allow", Action: [encryption], Resource: [key.arn], ...condition };
  return { Version: "2012-10-17", Statement: [put, encrypt] };
}

const encryption = "kms:GenerateDataKey";
const aliases = "kms:ResourceAliases";

/** The key that a policy of `putRecordPolicy`'s form lets the role encrypt with. */
export function keyIn(policy: string | undefined): StreamKey | undefined {
  const encrypt = statements(parsePolicy(policy ?? "")).find((one) => many(one["Action"]).includes(encryption));
  if (encrypt === undefined) return undefined;
  const condition = encrypt["Condition"] as Record<string, Record<string, unknown>> | undefined;
  const alias = condition?.["ForAnyValue:StringEquals"]?.[aliases];
  return { arn: String(many(encrypt["Resource"])[0]), ...(alias !== undefined && { alias: String(many(alias)[0]) }) };
}

/** The key that is named by id, alias, or the ARN of one of these; undefined for AWS's own, which needs no permission. A
 * policy must name keys by ARN: an alias becomes a condition. */
export function kmsKeyOf(
  key: string | undefined,
  place: { readonly partition: string; readonly region: string; readonly accountId: string },
): StreamKey | undefined {
  if (key === undefined || key.endsWith("alias/aws/kinesis")) return undefined;
  const [, home = `arn:${place.partition}:kms:${place.region}:${place.accountId}:`, name = key] =
    /^(arn:[^:]+:kms:[^:]*:[^:]*:)(.+)$/.exec(key) ?? [];
  if (name.startsWith("alias/")) return { arn: `${home}key/*`, alias: name };
  return { arn: `${home}${name.startsWith("key/") ? name : `key/${name}`}` };
}

/** Who calls an API beside the addresses that its policy lists. */
export interface Callers {
  /** They sign, and IAM decides: an Allow here would let in whoever signs, of any account and without any permission. */
  readonly signed: boolean;
  /** Browsers ask with OPTIONS before they call, and cannot sign that. */
  readonly preflight: boolean;
  /** Calls that ask for no signature, such as `GET/health`: where others sign, they need an Allow. */
  readonly open?: readonly string[];
}

/** A resource policy: these CIDRs may call, everybody else is refused. The Deny also refuses callers whom IAM would let through.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
export function allowPolicy(
  cidrs: readonly string[],
  { signed, preflight, open = [] }: Callers = { signed: false, preflight: false },
): Policy {
  const call = { Principal: "*", Action: "execute-api:Invoke", Resource: everything };
  const unsigned = [...(preflight ? [preflights] : []), ...open.map((one) => `${anyStage}${one}`)];
  const [first, ...more] = unsigned;
  const some =
    first === undefined ? [] : [{ Effect: "Allow", ...call, Resource: more.length === 0 ? first : unsigned }];
  const allow = signed ? some : [{ Effect: "Allow", ...call }];
  const deny = { Effect: "Deny", ...call, Condition: { NotIpAddress: { "aws:SourceIp": [...cidrs] } } };
  return { Version: "2012-10-17", Statement: [...allow, deny] };
}

const everything = "execute-api:/*";
const anyStage = "execute-api:/*/";
const preflights = `${anyStage}OPTIONS/*`;

/** The CIDRs and the callers of a policy that `allowPolicy` made; undefined for any other policy. */
export function readAllowPolicy(
  policy: string,
  apiId?: string,
): { readonly cidrs: readonly string[]; readonly callers: Callers } | undefined {
  const cidrs = allowedCidrs(policy) ?? [];
  const open = openIn(policy, apiId);
  const forms: readonly Callers[] = [
    { signed: false, preflight: false },
    { signed: true, preflight: false, ...open },
    { signed: true, preflight: true, ...open },
  ];
  const callers = forms.find((one) => samePolicy(policy, JSON.stringify(allowPolicy(cidrs, one)), apiId));
  return callers && { cidrs, callers };
}

/** The calls that a policy of that form allows without a signature. */
function openIn(policy: string, apiId: string | undefined): Pick<Callers, "open"> {
  const allowed = statements(parsePolicy(policy)).filter((one) => one["Effect"] === "Allow");
  const resources = allowed.flatMap((one) => many(one["Resource"]).map((each) => shorthand(String(each), apiId)));
  const calls = resources.filter((one) => one.startsWith(anyStage) && one !== preflights);
  return calls.length === 0 ? {} : { open: calls.map((one) => one.slice(anyStage.length)) };
}

/** Do two policy documents say the same? Compares what AWS rewrites on saving: order of members, one value or a list of one,
 * `"*"` or `{"AWS":"*"}`, and the shorthand `execute-api:/…` against the full ARN of the API `apiId`. */
export function samePolicy(one: string, other: string, apiId?: string): boolean {
  const normal = (text: string): string => JSON.stringify(canonical(parsePolicy(text), apiId));
  return normal(one) === normal(other);
}

/** A policy as GetRestApi returns it: JSON text with one more layer of escapes. Gives plain JSON text. */
export function unescapePolicy(policy: string): string {
  return policy.startsWith("{\\") ? (JSON.parse(`"${policy}"`) as string) : policy;
}

/** A fingerprint-ready form of a policy: the same for every spelling of the same policy. */
export function canonicalPolicy(text: string, apiId?: string): unknown {
  return canonical(parsePolicy(text), apiId);
}

function canonical(value: unknown, apiId: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => canonical(one, apiId)).sort(byText);
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([name, inner]) => [name, canonical(listed(name, inner), apiId)]));
  }
  return typeof value === "string" ? shorthand(value, apiId) : value;
}

function listed(name: string, value: unknown): unknown {
  if (name === "Principal" && value === "*") return { AWS: ["*"] };
  if (name === "Statement") return many(value);
  return typeof value === "string" ? [value] : value;
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
