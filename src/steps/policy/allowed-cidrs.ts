import { many, parsePolicy, shorthand, statements } from "./policy-statements.ts";

type Statement = Readonly<Record<string, unknown>>;

/** The CIDRs that a policy lets through, where it is a list of them and no more: an Allow for these addresses, or a Deny for all but
 * these with or without an Allow for everybody; undefined for any other policy. A list of addresses that are refused, as the
 * console's template "IP range denylist" makes one, is no such list. */
export function allowedCidrs(policy: string): readonly string[] | undefined {
  const all = statements(parsePolicy(policy));
  const [deny, ...more] = all.filter((one) => one["Effect"] === "Deny");
  const allows = all.filter((one) => one["Effect"] === "Allow");
  if (more.length > 0 || allows.length + (deny === undefined ? 0 : 1) !== all.length) return undefined;
  if (deny !== undefined) {
    const unconditional = allows.every((one) => one["Condition"] === undefined);
    return unconditional && concernsAll(deny) ? addressesOf(deny, "NotIpAddress") : undefined;
  }
  const lists = allows.map((one) => (concernsAll(one) ? addressesOf(one, "IpAddress") : undefined));
  return lists.length > 0 && lists.every((one) => one !== undefined) ? lists.flat() : undefined;
}

/** Does it let in every caller from everywhere? */
export function letsEverybodyIn(policy: string): boolean {
  const all = statements(parsePolicy(policy));
  return (
    all.every((one) => one["Effect"] === "Allow") &&
    all.some((one) => one["Condition"] === undefined && concernsAll(one))
  );
}

/** Is it for every caller and every request? */
function concernsAll({ Principal, Action, Resource }: Statement): boolean {
  const caller = (Principal as { AWS?: unknown } | null | undefined)?.AWS ?? Principal;
  return many(caller).includes("*") && many(Action).some(isInvoke) && many(Resource).some(isAll);
}

function isInvoke(action: unknown): boolean {
  return typeof action === "string" && /^(\*|execute-api:(\*|invoke))$/i.test(action);
}

/** Every stage, method and path. */
function isAll(resource: unknown): boolean {
  return typeof resource === "string" && /^(\*|(execute-api:|arn:.*:)\/?\*(\/\*)*)$/.test(shorthand(resource));
}

/** The addresses of a statement with this condition and no other; names of keys count in any case. */
function addressesOf({ Condition }: Statement, operator: string): readonly string[] | undefined {
  const [entry, ...more] = Object.entries((Condition ?? {}) as Readonly<Record<string, object>>);
  if (entry?.[0] !== operator || more.length > 0) return undefined;
  const [key, ...others] = Object.entries(entry[1]);
  if (key?.[0].toLowerCase() !== "aws:sourceip" || others.length > 0) return undefined;
  const list = many(key[1]).map(String);
  return list.every(isRange) ? list : undefined;
}

function isRange(text: string): boolean {
  const [address = "", bits = "0", ...more] = text.split("/");
  const isV4 = /^\d+(\.\d+){3}$/.test(address) && address.split(".").every((one) => Number(one) <= 255);
  const groups = address.split(":");
  const isV6 =
    groups.length >= 3 &&
    groups.length <= 9 &&
    groups.every((one) => /^[\da-f]{0,4}$/i.test(one)) &&
    (groups.length === 8 || address.includes("::"));
  return (isV4 || isV6) && more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (isV4 ? 32 : 128);
}
