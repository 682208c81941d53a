import type { Flags } from "../../../settings/flag.ts";

/** Lets things go wrong in the local AWS. */
export const faultFlag = {
  fault: { value: "<rule...>", text: "let things go wrong: see below" },
} as const satisfies Flags;

/** The rules of --fault, for the help. */
export const faultNote = `Faults: KIND[=VALUE][@WHERE][*TIMES][~PERCENT%]
  throttle error deny           an answer of that kind, and nothing is done
  cut lost timeout              the connection is cut before the work, or after it; or no answer ever comes
  slow=100ms                    the answer comes later
  die-before die-after          the calling process on this machine is killed before the work, or after it
  iam-lag=10s                   propagation delay of roles and policies
  list-lag=3s                   lists of APIs, keys and usage plans show what is new this much later
  stream-create=5s stream-update=5s stream-delete=5s
  rates                         calls and records beyond AWS's own rates are refused
  partial=10%                   this share of each PutRecords is refused
WHERE is an operation (PutMethod), a service (iam kinesis apigateway sts execute-api) or a call by its number (#17); without it, every call is meant. What an endpoint calls is a call too (throttle@PutRecord makes it answer 429), but has no number.
cut, lost, timeout and die-… strike once, unless *TIMES says otherwise.
Such as: --fault slow=100ms throttle@PutMethod*2 lost@CreateRestApi`;
