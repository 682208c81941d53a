import { headerLines } from "../header-lines.ts";
import { PROBE } from "../request/probe.ts";
import { secretLine, type Secrets } from "./secrets.ts";

/** The access key that Firehose sends: `--firehose-key`. `asked`: none is compared when false. `value` is undefined where it is only known
 * that there is one. */
export interface FirehoseKey {
  readonly asked: boolean;
  readonly value: string | undefined;
}

/** The key of these settings, or the one that is deployed where they do not say it; undefined for none. */
export function firehoseKeyOf(key: FirehoseKey | undefined, kept: Secrets = {}): FirehoseKey | undefined {
  if (key?.asked === false) return undefined;
  const value = key?.value ?? kept.firehoseKey;
  return key === undefined && value === undefined ? undefined : { asked: true, value };
}

/** Velocity lines that set `$proven`: did the caller send the key? A key of which nobody knows the value is never right. */
export function firehoseKeyLines({ value }: FirehoseKey): readonly string[] {
  return [
    ...headerLines({ given: "X-Amz-Firehose-Access-Key" }),
    `#set($proven = false)`,
    // A probe makes no record, whoever sends it.
    `#if($input.params("${PROBE.parameter}") == "${PROBE.value}")#set($proven = true)#end`,
    ...(value === undefined
      ? []
      : [secretLine("firehoseKey", value), `#if($given == $firehoseKey)#set($proven = true)#end`]),
  ];
}

/** The record in the place of all others for who has not proved it: its key is empty. */
export const UNPROVEN_RECORD = `#if(!$proven){"Data":"","PartitionKey":""}#set($elements = [])#end`;
