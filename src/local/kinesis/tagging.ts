import { hasReserved, reservedTag } from "../shape/reserved-tags.ts";
import type { Address } from "./address.ts";
import { invalid } from "./call.ts";

const MOST_TAGS = 50;

/** Throws InvalidArgumentException unless the new tags can be added. */
export function checkTags(
  { name, account }: Address,
  added: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): void {
  const deed = `add tags to stream ${name} under account ${account}`;
  checkCharacters(deed, [...added].flat());
  if (hasReserved(added.keys())) throw invalid(reservedTag);
  if (new Set([...there.keys(), ...added.keys()]).size > MOST_TAGS) {
    throw invalid(
      `Failed to ${deed} because a given stream cannot have more than ${MOST_TAGS} tags associated with it.`,
    );
  }
}

/** Throws InvalidArgumentException when a key or value has a character that tags cannot have. `deed` is what fails. */
export function checkCharacters(deed: string, texts: readonly string[]): void {
  if (texts.some((text) => /[^\p{L}\p{N}\p{Zs}_.:/=+\-@%]/u.test(text))) {
    throw invalid(
      "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.",
    );
  }
  // AWS refuses "%" although the sentence above allows it.
  if (texts.some((text) => text.includes("%"))) {
    throw invalid(
      `Failed to ${deed} because some tags contained illegal characters. ` +
        "The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
    );
  }
}

/** Tags as the answers list them: by key. */
export function listTags(tags: ReadonlyMap<string, string>): { readonly Key: string; readonly Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value })).toSorted((a, b) => (a.Key < b.Key ? -1 : 1));
}
