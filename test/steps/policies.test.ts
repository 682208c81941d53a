import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowPolicy, canonicalPolicy, readAllowPolicy, samePolicy, unescapePolicy } from "../../src/steps/policies.ts";

const cidrs = ["203.0.113.0/24", "2001:db8::/32"];
const policy = JSON.stringify(allowPolicy(cidrs));
const full = (apiId: string, text = policy): string =>
  text.replaceAll("execute-api:/*", `arn:aws:execute-api:eu-west-1:111122223333:${apiId}/*`);

describe("the same policy in AWS's spelling", () => {
  test.each([
    ["the ARN in full", full("api1")],
    ["the ARN of another partition", full("api1").replaceAll("arn:aws:", "arn:aws-cn:")],
    ["any caller as a map", policy.replaceAll('"Principal":"*"', '"Principal":{"AWS":"*"}')],
    ["lists of one", policy.replaceAll('"execute-api:Invoke"', '["execute-api:Invoke"]')],
    ["other white space", JSON.stringify(allowPolicy(cidrs), undefined, 2)],
    ["the list turned around", JSON.stringify(allowPolicy([...cidrs].reverse()))],
    [
      "the statements turned around",
      JSON.stringify({ ...allowPolicy(cidrs), Statement: [...allowPolicy(cidrs).Statement].reverse() }),
    ],
  ])("%s", (_, spelled) => {
    expect(samePolicy(policy, spelled, "api1")).toBe(true);
  });

  test("a list of one address is one address", () => {
    const one = JSON.stringify(allowPolicy(["203.0.113.0/24"]));
    expect(samePolicy(one, one.replace('["203.0.113.0/24"]', '"203.0.113.0/24"'))).toBe(true);
  });

  test("one statement is a list of one", () => {
    const statement = allowPolicy(cidrs).Statement[0];
    const spell = (Statement: unknown): string => JSON.stringify({ Version: "2012-10-17", Statement });
    expect(samePolicy(spell(statement), spell([statement]))).toBe(true);
  });
});

describe("who may call beside the addresses", () => {
  const effects = (callers: Parameters<typeof allowPolicy>[1]): unknown =>
    allowPolicy(cidrs, callers).Statement.map((one) => [one["Effect"], one["Resource"], "Condition" in one]);

  test("callers who sign are let in by IAM alone: an Allow would let in anybody's signature", () => {
    expect(effects({ signed: true, preflight: false })).toEqual([["Deny", "execute-api:/*", true]]);
  });

  test("browsers cannot sign what they ask first", () => {
    expect(effects({ signed: true, preflight: true })).toEqual([
      ["Allow", "execute-api:/*/OPTIONS/*", false],
      ["Deny", "execute-api:/*", true],
    ]);
  });

  test("nobody else needs the Deny alone", () => {
    expect(effects({ signed: false, preflight: false })).toEqual([
      ["Allow", "execute-api:/*", false],
      ["Deny", "execute-api:/*", true],
    ]);
  });

  test.each([
    { signed: false, preflight: false },
    { signed: true, preflight: false },
    { signed: true, preflight: true },
  ])("is read back from AWS's spelling: %o", (callers) => {
    const spelled = JSON.stringify(allowPolicy(cidrs, callers))
      .replaceAll('"execute-api:/*', '"arn:aws:execute-api:eu-west-1:111122223333:api1/*')
      .replaceAll('"Principal":"*"', '"Principal":{"AWS":"*"}');
    expect(readAllowPolicy(spelled, "api1")).toEqual({ cidrs, callers });
  });

  test.each([
    ["another effect", policy.replace("Deny", "Allow")],
    [
      "an allow list without a Deny",
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}}',
    ],
    ["another API", full("other")],
    ["nothing", ""],
  ])("is not read from %s", (_, other) => {
    expect(readAllowPolicy(other, "api1")).toBeUndefined();
  });
});

describe("another policy", () => {
  test.each([
    ["another address", JSON.stringify(allowPolicy(["198.51.100.0/24"]))],
    ["an address more", JSON.stringify(allowPolicy([...cidrs, "198.51.100.0/24"]))],
    ["another API", full("other")],
    ["another effect", policy.replace("Deny", "Allow")],
    ["another caller", policy.replace('"Principal":"*"', '"Principal":{"AWS":"arn:aws:iam::111122223333:root"}')],
    ["no policy", ""],
    ["no JSON", "{"],
  ])("%s", (_, other) => {
    expect(samePolicy(policy, other, "api1")).toBe(false);
  });
});

/** Every object of it with its members, and every list with its values, in another order. */
function shuffled(value: unknown, order: (length: number) => readonly number[]): unknown {
  const turn = <T>(list: readonly T[]): T[] => order(list.length).map((place) => list[place]!);
  if (Array.isArray(value)) return turn(value.map((one) => shuffled(one, order)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(turn(Object.entries(value)).map(([key, inner]) => [key, shuffled(inner, order)]));
}

test("the canonical form is the same for every order of members and values", () => {
  const texts = fc.constantFrom("a", "b", "c", "*", "execute-api:/*");
  const values = fc.oneof(texts, fc.array(texts, { minLength: 1 }));
  const statement = fc.record(
    {
      Effect: fc.constantFrom("Allow", "Deny"),
      Principal: fc.oneof(fc.constant("*"), fc.record({ AWS: values })),
      Action: values,
      Resource: values,
      Condition: fc.dictionary(fc.constantFrom("IpAddress", "StringEquals"), fc.dictionary(texts, values)),
    },
    { requiredKeys: ["Effect", "Action"] },
  );
  const document = fc.record({ Version: fc.constant("2012-10-17"), Statement: fc.array(statement, { minLength: 1 }) });
  fc.assert(
    fc.property(document, fc.infiniteStream(fc.nat()), (one, stream) => {
      const order = (length: number): readonly number[] =>
        Array.from({ length }, (_, place) => ({ place, weight: stream.next().value ?? 0 }))
          .sort((a, b) => a.weight - b.weight)
          .map(({ place }) => place);
      const form = (value: unknown): string => JSON.stringify(canonicalPolicy(JSON.stringify(value)));
      expect(form(shuffled(one, order))).toBe(form(one));
      expect(form(canonicalPolicy(JSON.stringify(one)))).toBe(form(one));
    }),
  );
});

describe("as GetRestApi returns it", () => {
  const escaped = JSON.stringify(policy).slice(1, -1);

  test("the extra layer of escapes comes off", () => {
    expect(escaped).toMatch(/^\{\\"Version\\"/);
    expect(unescapePolicy(escaped)).toBe(policy);
  });

  test("a policy without it stays as it is", () => {
    expect(unescapePolicy(policy)).toBe(policy);
    expect(unescapePolicy("")).toBe("");
  });

  test("any policy survives the way there and back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }), (value) => {
        const text = JSON.stringify(value);
        expect(unescapePolicy(JSON.stringify(text).slice(1, -1))).toBe(text);
      }),
    );
  });
});
