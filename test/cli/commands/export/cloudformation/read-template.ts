import { parse } from "yaml";
import { clientsOf } from "../../../../local/clients.ts";
import type { Local } from "../../../../../src/local/index.ts";
import { there, type Properties, type There } from "./there.ts";

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
}

/** A resource as the template asks for it, with what it refers to in its place, and as AWS has it. */
export interface Pair {
  readonly name: string;
  readonly asked: unknown;
  readonly actual: unknown;
}

/** Reads a template as CloudFormation does (Ref, Fn::GetAtt, Fn::Join) beside what AWS has, resource by resource. */
export async function pairsOf(text: string, parameters: Properties, local: Local): Promise<readonly Pair[]> {
  const { Resources } = parse(text, { version: "1.1" }) as Template;
  const clients = clientsOf(local);
  const found = new Map<string, There>();
  const values: Properties = {
    "AWS::Region": "ap-northeast-2",
    "AWS::Partition": "aws",
    "AWS::AccountId": "000000000000",
    ...parameters,
  };
  const read = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map((one) => read(one));
    if (typeof node !== "object" || node === null) return node;
    const { Ref, "Fn::GetAtt": got, "Fn::Join": joined } = node as Record<string, unknown>;
    if (Ref !== undefined) return values[String(Ref)] ?? found.get(String(Ref))?.ref;
    if (got !== undefined) {
      const [name = "", attribute = ""] = got as string[];
      return found.get(name)?.attributes?.[attribute];
    }
    if (joined !== undefined) {
      const [between, parts] = joined as [string, unknown[]];
      return parts.map((one) => read(one)).join(between);
    }
    return Object.fromEntries(Object.entries(node).map(([name, one]) => [name, read(one)]));
  };
  const pairs: Pair[] = [];
  for (const [name, { Type, Properties = {} }] of Object.entries(Resources)) {
    if (Type === "AWS::CloudFormation::WaitConditionHandle") continue;
    const look = there[Type];
    if (look === undefined) throw new Error(`nothing looks up ${Type}`);
    const asked = read(Properties) as Properties;
    const one = await look(asked, clients);
    found.set(name, one);
    pairs.push({ name, asked: sorted(asked), actual: sorted(within(one.properties, asked)) });
  }
  return pairs;
}

/** What is asked for of what is there: AWS has defaults beside it. */
function within(actual: unknown, asked: unknown): unknown {
  if (Array.isArray(asked) && Array.isArray(actual)) {
    const [ours, theirs] = [sorted(asked) as unknown[], sorted(actual) as unknown[]];
    return theirs.map((one, index) => within(one, ours[index]));
  }
  if (typeof asked !== "object" || asked === null || typeof actual !== "object" || actual === null)
    // Both sides have texts for numbers here and there.
    return typeof asked === "string" && typeof actual === "number" ? String(actual) : actual;
  const members = Object.entries(asked).map(([name, one]) => [name, within((actual as Properties)[name], one)]);
  return Object.fromEntries(members);
}

/** Lists of tags, responses and the like have no order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const key = (one: unknown): string => {
      const { Key, StatusCode, Id, Name } = (one ?? {}) as Record<string, string>;
      return String(Key ?? StatusCode ?? Id ?? Name ?? JSON.stringify(one));
    };
    return value.map((one) => sorted(one)).sort((one, other) => (key(one) < key(other) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sorted(one)]));
}
