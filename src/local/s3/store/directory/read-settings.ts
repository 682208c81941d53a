import { readFile } from "node:fs/promises";
import { InvalidPolicy, parsePolicy } from "../../../policy/policy.ts";
import type { BucketSettings } from "../bucket.ts";
import { DirectoryError } from "./directory-error.ts";

type Json = Readonly<Record<string, unknown>>;

/** The settings of a bucket as they were kept; undefined when there are none. Throws DirectoryError for a file that somebody else
 * changed so that it makes no sense. */
export async function readSettings(file: string): Promise<BucketSettings | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
  const value = parsed(text);
  if (value !== undefined) return value;
  throw new DirectoryError(`${file} is damaged: mend it, or delete it to give the bucket up; its files stay.`);
}

function parsed(text: string): BucketSettings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSettings(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidPolicy) return undefined;
    throw error;
  }
}

/** Throws InvalidPolicy. */
function isSettings(value: unknown): value is BucketSettings {
  if (!isObject(value) || !isObject(value["encryption"])) return false;
  const {
    region,
    created,
    encryption,
    tags = [],
    acl = [],
    policy,
    versioning,
    ownership,
    publicAccessBlock: block,
    lifecycle,
    kept,
  } = value;
  if (typeof policy === "string") parsePolicy(policy);
  return (
    typeof region === "string" &&
    typeof created === "number" &&
    typeof (encryption as Json)["algorithm"] === "string" &&
    (versioning === undefined || versioning === "Enabled" || versioning === "Suspended") &&
    [policy, ownership].every((one) => one === undefined || typeof one === "string") &&
    (block === undefined || (isObject(block) && Object.values(block).every((one) => typeof one === "boolean"))) &&
    [lifecycle, kept].every((one) => one === undefined || isObject(one)) &&
    Array.isArray(acl) &&
    Array.isArray(tags) &&
    tags.every((tag) => isObject(tag) && typeof tag["key"] === "string" && typeof tag["value"] === "string")
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
