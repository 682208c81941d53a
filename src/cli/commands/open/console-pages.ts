import { need } from "../../../engine/need.ts";
import type { Step } from "../../../engine/step/step.ts";
import type { Context } from "../../../steps/context.ts";
import { layoutOf } from "../../../steps/archive/layout/layout.ts";
import { accessLogGroup } from "../../../steps/watch/log-group/log-group-names.ts";
import { api, archive, bucket, role, stream } from "../../../steps/index.ts";
import { inFragment } from "./console-address.ts";
import type { PageName } from "./page-names.ts";

/** What a page is found by. */
type Known = Pick<Context, "config" | "known">;

/** A page of AWS's console. */
export interface ConsolePage {
  /** What it shows; undefined for what is found by its name. */
  readonly step?: Step;
  /** What follows the host of the console. */
  readonly path: (ctx: Known) => string;
}

/** The pages by the words of `open`. */
export const consolePages: Readonly<Record<PageName, ConsolePage>> = {
  api: {
    step: api,
    path(ctx) {
      const { id } = need(ctx, api).ids;
      return `/apigateway/main/apis/${id}/resources?api=${id}&${query(ctx)}`;
    },
  },
  stream: {
    step: stream,
    path: (ctx) => `/kinesis/home?${query(ctx)}#/streams/details/${need(ctx, stream).ids.name}/monitoring`,
  },
  role: {
    step: role,
    path: (ctx) => `/iam/home?${query(ctx)}#/roles/details/${encodeURIComponent(need(ctx, role).ids.name)}`,
  },
  logs: {
    path: (ctx) => `/cloudwatch/home?${query(ctx)}#logsV2:log-groups/log-group/${inFragment(accessLogGroup(ctx))}`,
  },
  alarms: {
    path: (ctx) =>
      `/cloudwatch/home?${query(ctx)}#alarmsV2:?search=${encodeURIComponent(`kinesis-proxy/${ctx.config.name}/`)}`,
  },
  bucket: {
    step: bucket,
    path(ctx) {
      const prefix = encodeURIComponent(layoutOf(ctx.config)?.base ?? "");
      return `/s3/buckets/${need(ctx, bucket).ids.name}?${query(ctx)}&prefix=${prefix}`;
    },
  },
  archive: {
    step: archive,
    path: (ctx) => `/firehose/home?${query(ctx)}#/details/${need(ctx, archive).ids.name}/monitoring`,
  },
};

function query({ config }: Known): string {
  return `region=${config.region}`;
}
