import { makeAlias, makeKey } from "../../../src/local/account/kms/key-store.ts";
import type { Key } from "../../../src/local/account/kms/key.ts";
import type { Account } from "../../../src/local/account/account.ts";
import type { Local } from "../../../src/local/index.ts";

/** A key with a known id. */
export const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

/** Makes a key of the account, with an alias where one is named. */
export function aKey(account: Account, { id = keyId, alias, region = "ap-northeast-2" }: AKey = {}): Key {
  const place = { account, region, partition: "aws" };
  const key = makeKey(place, { id });
  if (alias !== undefined) makeAlias(place, alias, id);
  return key;
}

interface AKey {
  readonly id?: string;
  readonly alias?: string;
  readonly region?: string;
}

// oxlint-disable-next-line no-explicit-any -- answers are compared with what is expected of them
type Answer = any;

/** Calls KMS as AWS CLI does: there is no client of the SDK among this program's packages. */
export function kmsOf({ url }: Pick<Local, "url">, { accessKeyId = "AKIDEXAMPLE", token = "" } = {}) {
  async function send(operation: string, input: object) {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `TrentService.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/ap-northeast-2/kms/aws4_request, SignedHeaders=host, Signature=0`,
        ...(token !== "" && { "x-amz-security-token": token }),
      },
      body: JSON.stringify(input),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === "" ? undefined : JSON.parse(text)) as Answer };
  }
  return {
    /** The answer of an operation that is expected to succeed. */
    async call(operation: string, input: object = {}): Promise<Answer> {
      const { status, body } = await send(operation, input);
      if (status !== 200) throw new Error(`${operation} answered ${status} ${JSON.stringify(body)}`);
      return body;
    },
    /** Type and message of a refusal. */
    async refused(operation: string, input: object = {}): Promise<string> {
      const { status, body } = await send(operation, input);
      if (status === 200) throw new Error(`${operation} answered ${JSON.stringify(body)}`);
      const { __type, message } = body as Readonly<Record<string, string>>;
      return message === undefined ? __type! : `${__type}: ${message}`;
    },
  };
}
