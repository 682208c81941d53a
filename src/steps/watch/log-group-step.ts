import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import type { Ours, Step } from "../../engine/step/step.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import { mayCall } from "./may-call.ts";
import { whereSaid } from "./watched.ts";
import type { LogGroup } from "./log-group/log-group-calls.ts";

/** How long lines are kept when nothing says so, in days: AWS keeps them for ever. */
export const USUAL_RETENTION = 14;

const logGroupIds = { name: text };

export interface LogGroupFound extends FoundFacts {
  readonly ids: Shaped<typeof logGroupIds>;
  readonly facts: {
    /** The proxy that the group's tag names, "" for none. */
    readonly tag: string;
    /** Days. */
    readonly "log-retention": number | "for ever";
    /** The log stream that somebody writes into who makes none; "none" where it is missing, or not asked for. */
    readonly "log stream": string;
  };
}

/** What is different in the groups of the two logs. */
interface About<N extends string> {
  readonly name: N;
  /** Such as "access log". */
  readonly noun: string;
  /** The subcommand that makes it. */
  readonly command: string;
  /** The group's name; undefined while that is not known. */
  readonly group: (ctx: Context) => string | undefined;
  readonly asked: (config: Config) => boolean | undefined;
  /** Is a group of that name ours without a tag? */
  readonly isOurs: (ctx: Context) => boolean;
  /** A group that is not there, to ask whether it may be made; undefined where another step asks. Absent: that group. */
  readonly rehearsedAs?: (ctx: Context) => string | undefined;
  /** How the names of other groups of ours begin. */
  readonly others?: (ctx: Context) => string | undefined;
  /** A log stream that must be in it before anybody can write. */
  readonly stream?: string;
}

/** A step for a log group: made before anything writes into it, so that its lines are not kept for ever, and removed with them. */
export function logGroupStep<N extends string>(about: About<N>): Step<N, LogGroupFound, Context> {
  const { name, noun, command, group, asked, isOurs, rehearsedAs = group, others, stream } = about;
  const seen = (ctx: Context, { name: groupName, retention, owner, streams = [] }: LogGroup): LogGroupFound => ({
    ids: { name: groupName },
    ours: owner === ctx.config.name || (owner === undefined && isOurs(ctx)),
    ...(owner !== ctx.config.name && { owner }),
    facts: {
      tag: owner ?? "",
      "log-retention": retention ?? "for ever",
      "log stream": stream !== undefined && streams.includes(stream) ? stream : "none",
    },
  });
  return defineStep({
    name,
    command,
    noun: `${noun} group`,
    after: ["api"],
    lingers: true,
    tidies: true,
    ids: logGroupIds,
    actions: [
      "logs:DescribeLogGroups",
      "logs:ListTagsForResource",
      "logs:CreateLogGroup",
      "logs:TagResource",
      "logs:PutRetentionPolicy",
      "logs:DeleteLogGroup",
      ...(stream === undefined ? [] : ["logs:DescribeLogStreams", "logs:CreateLogStream"]),
    ],

    title: (ctx) => `Log group ${group(ctx) ?? `of the ${noun}`}`,

    asked: ({ config }) => asked(config),

    wanted: ({ config }, { ours }) => ({
      tag: ours ? config.name : undefined,
      "log-retention": config.logRetention ?? USUAL_RETENTION,
      "log stream": stream,
    }),

    async find(ctx: Context): Promise<LogGroupFound | undefined> {
      const groupName = group(ctx);
      if (groupName === undefined) return undefined;
      return whereSaid(ctx, { step: name, said: asked(ctx.config) }, async () => {
        const { logGroupOf } = await import("./log-group/log-group-calls.ts");
        const there = await logGroupOf(ctx, groupName, stream);
        return there && seen(ctx, there);
      });
    },

    async rehearse(ctx) {
      const groupName = rehearsedAs(ctx);
      if (groupName === undefined) return;
      const { keepFor } = await import("./log-group/log-group-calls.ts");
      await mayCall(() => keepFor(ctx, groupName, USUAL_RETENTION));
    },

    async create(ctx): Promise<LogGroupFound | undefined> {
      const groupName = group(ctx);
      if (groupName === undefined) return undefined;
      const { createLogGroup } = await import("./log-group/log-group-calls.ts");
      if (!(await createLogGroup(ctx, groupName))) return undefined;
      return seen(ctx, { name: groupName, retention: undefined, owner: ctx.config.name });
    },

    change: {
      async tag({ ids }, ctx) {
        await (await import("./log-group/log-group-calls.ts")).tagLogGroup(ctx, ids.name);
      },
      async "log-retention"({ ids }, ctx) {
        const { keepFor } = await import("./log-group/log-group-calls.ts");
        await keepFor(ctx, ids.name, ctx.config.logRetention ?? USUAL_RETENTION);
      },
      async "log stream"({ ids }, ctx) {
        if (stream !== undefined)
          await (await import("./log-group/log-group-calls.ts")).createLogStream(ctx, ids.name, stream);
      },
    },

    async remove({ ids }, ctx) {
      await (await import("./log-group/log-group-calls.ts")).deleteLogGroup(ctx, ids.name);
    },

    async ours(ctx): Promise<readonly Ours<LogGroupFound>[]> {
      const prefix = others?.(ctx);
      if (prefix === undefined) return [];
      const names = await whereSaid(ctx, { step: name, said: asked(ctx.config) }, async () => {
        const { ownLogGroups } = await import("./log-group/log-group-calls.ts");
        return ownLogGroups(ctx, prefix);
      });
      return (names ?? []).map((one) => ({
        title: `Log group ${one}`,
        found: seen(ctx, { name: one, retention: undefined, owner: ctx.config.name }),
      }));
    },
  });
}
