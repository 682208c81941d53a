import { isFault } from "../faults.ts";

interface Words {
  readonly message: string;
  readonly hint: string;
}

/** What each error of KMS means that Kinesis passes on, and what to do. `ask` is the permission that was asked for. */
const meanings: Readonly<Record<string, (ask: string) => { readonly what: string; readonly hint: string }>> = {
  KMSAccessDenied: (ask) => ({
    what: `this caller has no ${ask} for the stream's KMS key`,
    hint: `Allow ${ask} on the key, in the caller's policy or the key's own, or use other credentials (--profile).`,
  }),
  KMSDisabled: () => ({
    what: "the stream's KMS key is disabled",
    hint: 'Enable it ("aws kms enable-key"), and run the same command again.',
  }),
  KMSInvalidState: () => ({
    what: "the state of the stream's KMS key does not allow it",
    hint: 'See its state with "aws kms describe-key"; a key that is to be deleted can be kept with "aws kms cancel-key-deletion".',
  }),
  KMSNotFound: (ask) =>
    ask === "kms:DescribeKey"
      ? {
          what: "there is no such KMS key",
          hint:
            'Make it with "aws kms create-key", and "aws kms create-alias" for a name; ' +
            'or take one that is there: "aws kms list-aliases" lists them.',
        }
      : {
          what: "the stream's KMS key is not there",
          hint: "Is the key of another region or account? What a deleted key encrypted is lost.",
        },
  KMSOptInRequired: () => ({
    what: "this account has no access to AWS KMS",
    hint: "Sign the account up for AWS KMS, or use other credentials (--profile).",
  }),
  KMSThrottling: () => ({
    what: "AWS KMS is asked too often",
    hint: "Something else uses the key too often. Run the same command again later.",
  }),
};

/** Does the error come from KMS, which guards the records of an encrypted stream? */
export function isKms(error: unknown): boolean {
  return Object.keys(meanings).some((name) => isFault(error, name));
}

/** Such an error in a sentence and a hint; `call` is what was called, such as `kinesis:GetRecords`. */
export function explainKms(error: Error, call: string | undefined): Words | undefined {
  const [, meaning] = Object.entries(meanings).find(([name]) => isFault(error, name)) ?? [];
  if (meaning === undefined) return undefined;
  const reads = /:(GetRecords|GetShardIterator|SubscribeToShard)$/.test(call ?? "");
  const ask = reads ? "kms:Decrypt" : call?.includes(":Put") === true ? "kms:GenerateDataKey" : "kms:DescribeKey";
  const { what, hint } = meaning(ask);
  const done = reads ? "The records are encrypted and cannot be read" : `${call ?? "The call"} failed`;
  const text = error.message.replace(/\s+/g, " ").trim();
  return { message: `${done}: ${what}${text === "" ? "." : ` (${text.replace(/\.$/, "")}).`}`, hint };
}
