import { IS_EMPTY_KEY } from "./empty-key.ts";
import { headerLines } from "../header-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { vtlText } from "../vtl-text.ts";
import type { Handshake } from "./handshake.ts";
import { secretLine } from "./secrets.ts";

/** The headers of a challenge's answer. It is the caller's text: no browser may take it for a page. */
export const CHALLENGE_HEADERS = { "Content-Type": "text/plain", "X-Content-Type-Options": "nosniff" } as const;

/** The statuses that handshakes are answered with. */
export const HANDSHAKE_STATUSES = ["200", "403"] as const;

/** A Velocity operand for the challenge, "" for none. */
export function challengeOperand(challenge: string): string {
  return `"$!input.params().get('querystring').get(${vtlText(challenge)})"`;
}

/** Velocity directives on one line that set `$handshake`, and for a handshake an empty `$key`, which Kinesis refuses. A POST with a body is
 * an event whatever its query says; in the place of no body, API Gateway shows templates `{}`. */
export function handshakeLine(challenge: string, { query }: { readonly query: boolean }): string {
  const bodiless = query ? "" : ` && ($input.body == "" || $input.body == "{}")`;
  return `#set($handshake = false)#if(${challengeOperand(challenge)} != ""${bodiless})#set($handshake = true)#set($key = '')#end`;
}

/** Velocity directives on one line that set `$proven`: does the request have the right token? A token of which nobody knows the
 * value is never right. */
export function provenLine({ token }: Handshake): string {
  if (token === undefined) return `#set($proven = true)`;
  const { name, value } = token;
  if (value === undefined) return `#set($proven = false)`;
  return [
    `#set($proven = false)`,
    secretLine("handshakeTokenName", name),
    secretLine("handshakeToken", value),
    `#if("$!input.params().get('querystring').get($handshakeTokenName)" == $handshakeToken)#set($proven = true)#end`,
  ].join("");
}

/** What a caller without the right token reads. */
export const FORBIDDEN = `{"message":"Forbidden"}`;

/** The integration responses of a route whose request template lets Kinesis refuse handshakes: the refusal of one becomes the
 * challenge. `unknown`: content types that have a template for handshakes alone; anything else of them gets 415. Nothing is printed
 * before and after the challenge, so the directives up to it are one line. */
export function withHandshake(
  responses: Readonly<Record<string, IntegrationResponse>>,
  handshake: Handshake | undefined,
  unknown: readonly string[] = [],
): Readonly<Record<string, IntegrationResponse>> {
  if (handshake === undefined) return responses;
  const headers = Object.entries(CHALLENGE_HEADERS).map(
    ([name, value]) => `#set($context.responseOverride.header['${name}'] = '${value}')`,
  );
  const before = [
    `#set($challenge = "")#if(${IS_EMPTY_KEY})#set($challenge = ${challengeOperand(handshake.challenge)})#end`,
    provenLine(handshake),
    `#if($challenge != "" && $proven)#set($context.responseOverride.status = 200)`,
    ...headers,
    `$challenge#elseif($challenge != "")#set($context.responseOverride.status = 403)${FORBIDDEN}#else`,
  ].join("");
  const wrap = (template: string): string =>
    [before, ...refusalOf(unknown), template, ...endOf(unknown), `#end`].join("\n");
  return Object.fromEntries(
    Object.entries(responses).map(([status, one]) => {
      if (one.selectionPattern !== "4\\d{2}") return [status, one];
      const templates = Object.entries(one.templates).map(([type, template]) => [type, wrap(template)]);
      return [status, { ...one, templates: Object.fromEntries(templates) }];
    }),
  );
}

function refusalOf(types: readonly string[]): readonly string[] {
  if (types.length === 0) return [];
  return [
    ...headerLines({ type: "Content-Type" }),
    `#if(${types.map((type) => `$type.toLowerCase().startsWith('${type}')`).join(" || ")})`,
    `#set($context.responseOverride.status = 415)`,
    `{"message":"Unsupported Media Type"}`,
    `#else`,
  ];
}

function endOf(types: readonly string[]): readonly string[] {
  return types.length === 0 ? [] : [`#end`];
}
