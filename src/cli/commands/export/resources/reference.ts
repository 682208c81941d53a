import type { Value } from "./resource.ts";

/** What a text refers to: an attribute of a resource (`RestApi`, `Id`), of the place (`AWS`, `Region`), or a parameter (`Parameter`,
 * its name). */
export interface Reference {
  readonly id: string;
  readonly attribute: string;
}

/** A text, or what is to stand there. */
export type Piece = string | Reference;

// Characters of Unicode's private use area: they are in no name and no template, and JSON leaves them as they are.
const [OPEN, CLOSE, ACCOUNT, REGION, PARTITION] = ["\uE000", "\uE001", "\uE010", "\uE011", "\uE012"];

/** A reference, to be part of a text. */
export function reference(id: string, attribute: string): string {
  return `${OPEN}${id}.${attribute}${CLOSE}`;
}

/** Account, partition and region that are not known. They are as long as real ones: names are cut where they are too long. */
export function unknownPlace(region: string) {
  return {
    identity: { accountId: ACCOUNT!.repeat(12), partition: PARTITION!.repeat(3), arn: "" },
    region: REGION!.repeat(region.length),
  };
}

const written = /\uE000([^\uE001.]*)\.([^\uE001]*)\uE001|(\uE010+)|(\uE011+)|(\uE012+)/g;

/** The pieces of a text, in order. */
export function pieces(text: string): readonly Piece[] {
  const all: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(written)) {
    if (found.index > from) all.push(text.slice(from, found.index));
    const [whole, id, attribute = "", account, region] = found;
    if (id !== undefined) all.push({ id, attribute });
    else all.push({ id: "AWS", attribute: account ? "AccountId" : region ? "Region" : "Partition" });
    from = found.index + whole.length;
  }
  if (from < text.length) all.push(text.slice(from));
  return all;
}

/** The resources and parameters that a value refers to. */
export function referencesIn(value: Value): readonly Reference[] {
  if (typeof value === "string") return pieces(value).filter((one) => typeof one !== "string");
  if (typeof value !== "object") return [];
  return Object.values(value).flatMap((one: Value) => referencesIn(one));
}

/** The same value with other texts. */
export function mapTexts<V extends Value>(value: V, change: (text: string) => string): V {
  const map = (one: Value): Value => {
    if (typeof one === "string") return change(one);
    if (typeof one !== "object") return one;
    if (Array.isArray(one)) return one.map((inner: Value) => map(inner));
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, map(inner as Value)]));
  };
  return map(value) as V;
}
