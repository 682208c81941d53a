import { offered, services } from "../services.ts";
import { parseRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** Reads all rules of `--fault`. Throws an Error with one sentence, also for an unknown operation or service, since such a rule
 * would never strike. */
export function readRules(texts: readonly string[]): readonly Rule[] {
  const rules = texts.map(parseRule);
  const places = new Set([...offered, ...services.flatMap(({ operations }) => operations)]);
  for (const rule of rules) {
    if (rule.type !== "call" || rule.where.type !== "name" || places.has(rule.where.name)) continue;
    const { name } = rule.where;
    const near = nearest(name, [...places]);
    const advice =
      near.length === 0
        ? "WHERE is an operation such as PutRecord, or a service such as kinesis"
        : `Similar: ${near.join(", ")}`;
    throw new Error(`"${rule.text}": there is no operation or service ${name}. ${advice}.`);
  }
  return rules;
}

/** Up to three similar names. */
function nearest(name: string, all: readonly string[]): readonly string[] {
  const lower = name.toLowerCase();
  const most = Math.max(2, Math.floor(name.length / 3));
  return all
    .map((one) => ({ one, steps: distance(lower, one.toLowerCase()) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Levenshtein distance: letters to insert, delete or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = row[j]! + (letter === to[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
