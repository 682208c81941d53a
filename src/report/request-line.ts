import type { RefusedRequest, RequestEvent } from "../engine/events.ts";
import { paint } from "./paint.ts";
import { visibleLine } from "./visible.ts";

/** A sender chose the path, and a validator quotes what it was sent. */
const longest = { path: 200, why: 300 } as const;

/** The phases of API Gateway in the words of people. */
const phases: Readonly<Record<string, string>> = {
  front: "API Gateway",
  route: "the route",
  authorization: "the signature",
  policy: "the resource policy",
  key: "the API key",
  throttle: "the throttle",
  validation: "the validation",
  template: "the mapping template",
  integration: "Kinesis",
  "response-template": "the response template",
  answer: "the answer",
};

/** A request to an endpoint, safe for a terminal: one line, and why it was refused in the same line or, `below` it, in lines of its own. */
export function requestLines(
  event: RequestEvent,
  { colour, below }: { colour: boolean; below: boolean },
): readonly string[] {
  const { time, method, endpoint = "", path, status, ms, replayOf, refused } = event;
  const shown = status === 0 ? "cut" : String(status);
  const head = [
    ...(time === "" ? [] : [paint("gray", time, colour)]),
    visibleLine(method),
    cut(visibleLine(`${endpoint}${path}`), longest.path),
    paint(status > 0 && status < 300 ? "green" : status >= 500 || status === 0 ? "red" : "yellow", shown, colour),
    `${Math.round(ms)} ms`,
    ...(replayOf === undefined ? [] : ["(replay)"]),
  ].join(" ");
  if (refused === undefined) return [`${head}${goesTo(event)}`];
  const [why, ...change] = sentences(refused);
  if (!below) return [[`${head}${goesTo(event)}: ${why}`, ...change].join(" ")];
  return [`${head}${goesTo(event)}`, ...[why, ...change].map((line) => `    ${line}`)];
}

function sentences({ phase, type, settings, why, change }: RefusedRequest): readonly string[] {
  const by = settings.length === 0 ? "" : ` (${settings.join(", ")})`;
  // What API Gateway itself could not do there has a name of its own kind.
  const isOwn = phase === "integration" && /^(API|INTEGRATION)_/.test(type);
  const told = `Refused by ${isOwn ? "the integration" : (phases[phase] ?? phase)}${by}: ${cut(visibleLine(why), longest.why)}`;
  return change === undefined ? [told] : [told, visibleLine(change)];
}

/** A record that is shown below its request needs no words here. */
function goesTo({ stored, endpoint }: RequestEvent): string {
  if (stored === undefined) return "";
  const { stream, shardId, count, failed } = stored;
  const one = endpoint === undefined ? "" : `shard ${shardId.replace(/^shardId-0*(?=\d)/, "")}`;
  const parts = [
    endpoint === undefined ? "" : stream,
    count === 1 && failed === 0 ? one : `${count} ${count === 1 ? "record" : "records"}`,
    failed === 0 ? "" : `${failed} refused`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` -> ${parts.join(", ")}`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
