import type { Downed } from "../../../engine/run/down.ts";
import type { Step } from "../../../engine/step/step.ts";
import { api } from "../../../steps/index.ts";
import type { Session } from "../../session.ts";
import { consentFlags } from "./consent.ts";

/** What `down` prints at its end: each thing that stays and why, what it costs, and the command that removes it. */
export function leftLines(session: Session, left: readonly Step[], { results, strays }: Downed): readonly string[] {
  const kept = strays.filter(({ spared }) => spared !== undefined);
  if ([...results.values()].every(({ outcome }) => outcome === "absent") && strays.length === 0)
    return ["There was nothing to remove."];
  if (left.length + kept.length === 0) return ["Nothing is left."];
  const lines = left.map((step) => {
    const { detail } = results.get(step.name)!;
    const title = step.title(session);
    // A REST API has no unique name, and its id is lost with the state file.
    const id = (step.name === "api" && session.known.get(api)?.ids.id) || "";
    const named = title.includes(id) ? title : `${title}, id ${id}`;
    return `Left: ${named}${detail === undefined ? "" : ` (${detail})`}.`;
  });
  const ours = left.filter(({ name }) => results.get(name)?.found?.ours === true);
  const needs = [
    ...ours.flatMap(({ name }) => results.get(name)?.needs ?? []),
    ...kept.flatMap(({ spared }) => spared?.needs ?? []),
  ];
  return [
    ...lines,
    ...kept.map(({ title, spared }) => `Left: ${title} (${spared?.why}).`),
    ...costAndCommand(session, {
      titles: [...ours.map((step) => step.title(session)), ...kept.map(({ title }) => title)],
      needs,
    }),
  ];
}

/** For what is ours and stays: that a stream costs money, and the command that removes it all; `beside` a command that removes the
 * rest, it says so. */
export function costAndCommand(session: Session, { titles, needs, beside = false }: Staying): readonly string[] {
  if (titles.length === 0) return [];
  // The command that has just run cannot remove what it has left.
  const agreed: ReadonlySet<string> = session.consent;
  const isAgreed = agreed.size > 0 && needs.every((one) => agreed.has(one));
  const command = ["kinesis-proxy down", ...consentFlags(new Set([...session.consent, ...needs]))].join(" ");
  return [
    ...(titles.some((title) => title.startsWith("Kinesis stream")) ? [COST] : []),
    `${isAgreed ? "Once that is done, run" : "Run"} "${command}" to remove ${beside ? "all of it, with what stays" : "what stays"}.`,
  ];
}

interface Staying {
  readonly titles: readonly string[];
  readonly needs: readonly string[];
  readonly beside?: boolean;
}

const COST = "A stream costs money until it is deleted.";
