import { demand } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import { owner } from "../owner.ts";
import { regions } from "./regions.ts";

const most = 10_000;

/** ListBuckets: those of all regions, by name. */
export const listBuckets: S3Operation = {
  name: "ListBuckets",
  method: "GET",
  on: "account",
  run(call) {
    demand(call, undefined, "s3:ListAllMyBuckets", `arn:${call.scope.partition}:s3:::*`);
    const {
      "max-buckets": max = String(most),
      prefix = "",
      "bucket-region": region,
      "continuation-token": token = "",
    } = call.query;
    if (region !== undefined && !regions.has(region)) {
      const message = `Argument value ${region} is not a valid AWS Region`;
      throw s3Fault("InvalidArgument", message, 400, { ArgumentName: "bucket-region" });
    }
    const limit = Number(max);
    if (!(limit >= 1 && limit <= most)) {
      throw invalidArgument("Argument max-buckets must be an integer between 1 and 10000", "max-buckets", max);
    }
    const after = Buffer.from(token, "base64url").toString();
    const found = [...call.store.buckets.values()]
      .filter(
        ({ name, settings }) =>
          name > after && name.startsWith(prefix) && settings.region === (region ?? settings.region),
      )
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const page = found.slice(0, limit);
    const last = page.at(-1)?.name ?? "";
    return {
      xml: [
        "ListAllMyBucketsResult",
        {
          Owner: owner(call.scope.account),
          Buckets: {
            Bucket: page.map(({ name, settings }) => ({
              Name: name,
              CreationDate: new Date(Math.floor(settings.created / 1000) * 1000),
              BucketRegion: settings.region,
              BucketArn: `arn:${call.scope.partition}:s3:::${name}`,
            })),
          },
          Prefix: call.query["prefix"],
          ContinuationToken: found.length > page.length ? Buffer.from(last).toString("base64url") : undefined,
        },
      ],
    };
  },
};
