/** The part of AWS's console that a page belongs to. */
export interface Console {
  readonly partition: string;
  readonly region: string;
}

/** The domain of the console of each public partition. */
const domains: Readonly<Record<string, string>> = {
  aws: "aws.amazon.com",
  "aws-cn": "amazonaws.cn",
  "aws-us-gov": "amazonaws-us-gov.com",
};

/** A page of the console of that region; undefined for a partition whose console has no public address. */
export function consoleAddress({ partition, region }: Console, page: string): string | undefined {
  const domain = domains[partition];
  return domain && `https://${[region, "console", domain].join(".")}${page}`;
}

/** A value in the fragment of CloudWatch's pages, which read it encoded twice, with `$` for `%`. */
export function inFragment(value: string): string {
  return encodeURIComponent(encodeURIComponent(value)).replaceAll("%", "$");
}
