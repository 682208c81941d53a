import type { Flags } from "../../../settings/flags/flag.ts";

/** Makes the local AWS fail. */
export const faultFlag = {
  fault: { value: "<rule...>", text: "make calls fail: see below" },
} as const satisfies Flags;

/** What the local AWS keeps. */
export const keepFlags = {
  memory: {
    value: "<size>",
    text: "memory for the records of its streams (512MB); beyond it the oldest are given up, as if their retention had ended",
  },
  s3Dir: {
    value: "<folder>",
    text: "keep the buckets of S3 as plain files in it, FOLDER/BUCKET/KEY, for the next start too (in memory)",
  },
} as const satisfies Flags;

/** The rules of --fault, for the help. */
export const faultNote = `Faults: KIND[=VALUE][@WHERE][*TIMES][~PERCENT%]
  throttle error deny           that error is returned, and nothing is done
  cut lost timeout              the connection is closed before the work, or after it; or there is no response
  slow=100ms                    the response is delayed
  die-before die-after          the calling process on this machine is killed before the work, or after it
  iam-lag=10s                   propagation delay of roles and policies
  list-lag=3s                   lists of APIs, keys and usage plans show what is new this much later
  stream-create=5s stream-update=5s stream-delete=5s     streams and delivery streams take that long
  rates                         calls and records beyond AWS's own rates are refused
  partial=10%                   this share of each PutRecords is refused
WHERE is an operation (PutMethod), a service (iam kinesis firehose s3 apigateway sts execute-api) or a call by its number (#17); without it, every call. Calls of an endpoint count, too (throttle@PutRecord makes it answer 429), but have no number.
cut, lost, timeout and die-… happen once, unless *TIMES says otherwise.
Example: --fault slow=100ms throttle@PutMethod*2 lost@CreateRestApi`;
