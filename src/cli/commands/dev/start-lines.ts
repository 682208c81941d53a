import { basename } from "node:path";

/** Where a local AWS and its page are. */
interface Served {
  readonly url: string;
  readonly pageUrl: string;
}

/** What somebody does next, in this terminal, in a browser and in another terminal. */
export function startLines({ url, pageUrl }: Served, region: string, files: Iterable<string>): readonly string[] {
  const names = [...files].map((path) => basename(path)).join(", ");
  return [
    `Page:      ${pageUrl}`,
    "In another terminal:",
    "  kinesis-proxy send",
    "  kinesis-proxy tail",
    `  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --endpoint-url ${url} --region ${region} kinesis list-streams`,
    `Changes of ${names} are applied when they are saved.`,
  ];
}
