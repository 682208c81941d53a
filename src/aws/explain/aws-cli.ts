import { shellWord } from "../../engine/shell-word.ts";

/** A command of the AWS CLI (`kms list-aliases`) that goes where this program's own calls go. */
export function awsCli(
  command: string,
  { region, endpoint }: { readonly region: string; readonly endpoint: string | undefined },
): string {
  return `aws ${command} --region ${region}${endpoint === undefined ? "" : ` --endpoint-url ${endpoint}`}`;
}

/** How to come by a KMS key that is not there: the command that lists them, and at the end the one that makes it under its alias, or one. */
export function keyHint(alias: string | undefined, place: Parameters<typeof awsCli>[1]): string {
  const list = `Take one that "${awsCli("kms list-aliases", place)}" lists`;
  if (alias === undefined) return `${list}, or make one: ${awsCli("kms create-key", place)}`;
  const made = awsCli("kms create-key --query KeyMetadata.KeyId --output text", place);
  const named = `kms create-alias --alias-name ${shellWord(alias)} --target-key-id "$(${made})"`;
  return `${list}, or make it: ${awsCli(named, place)}`;
}
