import { shellWord } from "../../engine/shell-word.ts";

/** A POST to paste into a shell. */
export interface CurlRequest {
  readonly url: string;
  readonly contentType: string;
  /** undefined where the user must write one, into the file event.json. */
  readonly body: string | undefined;
  readonly apiKey: string | undefined;
  /** Signs the request for this region with these credentials. */
  readonly sign?:
    { readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** The line that sends it with curl. */
export function curlLine({ url, contentType, body, apiKey, sign }: CurlRequest): string {
  const signing =
    sign === undefined
      ? []
      : ["--aws-sigv4", `aws:amz:${sign.region}:execute-api`, "--user", `${sign.accessKeyId}:${sign.secretAccessKey}`];
  const words = [
    ...signing,
    ...(apiKey === undefined ? [] : ["-H", `x-api-key: ${apiKey}`]),
    "-H",
    `Content-Type: ${contentType}`,
    ...(body === undefined ? ["--data-binary", "@event.json"] : ["-d", body]),
    url,
  ];
  return ["curl", ...words.map(shellWord)].join(" ");
}
