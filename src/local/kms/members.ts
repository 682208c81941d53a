import { list, listOf, map } from "../shape/collection.ts";
import { integer } from "../shape/scalar.ts";
import type { Shape } from "../shape/shape.ts";
import { required, structure } from "../shape/structure.ts";
import { text } from "../shape/text.ts";

/** Members that several operations share, with the limits of the service's model. */
export const keyId = text({ min: 1, max: 2048 });
export const aliasName = text({ min: 1, max: 256, pattern: "^[a-zA-Z0-9:/_-]+$" });
export const policy = text({ pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", min: 1, max: 131_072 });
export const policyName = text({ pattern: "[\\w]+", min: 1, max: 128 });
export const description = text({ max: 8192 });
export const principal = text({ pattern: "^[\\w+=,.@:/-]+$", min: 1, max: 256 });
export const tags = list(
  structure({ TagKey: required(text({ min: 1, max: 128 })), TagValue: required(text({ max: 256 })) }),
);
export const context = map(text());
export const grantTokens = list(text({ min: 1, max: 8192 }), { min: 0, max: 10 });
export const encryptionAlgorithm = text({ values: ["SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"] });

export const customKeyStoreId = text({ min: 1, max: 64 });
export const dryRunModifiers = listOf("IGNORE_CIPHERTEXT");

/** The members of a list's page. */
export const paging = {
  Limit: integer({ min: 1, max: 1000 }),
  Marker: text({ pattern: "[\\u0020-\\u00FF]*", min: 1, max: 1024 }),
};

/** Bytes. AWS does not quote secret ones when they are wrong, so no bytes are quoted here. */
export function bytes(max: number): Shape<Buffer> {
  return {
    read(value, at, { dialect, problems }) {
      const read = dialect.blob(value);
      const refuse = (limit: string) =>
        problems.push(`Value at '${at}' failed to satisfy constraint: Member must have length ${limit}`);
      if (read.length < 1) refuse("greater than or equal to 1");
      if (read.length > max) refuse(`less than or equal to ${max}`);
      return read;
    },
    show: () => "",
  };
}
