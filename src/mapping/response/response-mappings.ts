import { corsLines, corsParameters, type Cors } from "../cors.ts";
import { refusalLines, type Wording } from "./refusal-lines.ts";
import type { ResponseMapping } from "./response-mapping.ts";
import { declaredStatuses, refusalStatus, statusesOf, type Statuses } from "./statuses.ts";

export type { ResponseMapping } from "./response-mapping.ts";

/** The choice of what a stored record is answered with. */
export type Answer =
  { readonly type: "empty" } | { readonly type: "receipt" } | { readonly type: "template"; readonly template: string };

/** What may be different about an endpoint's answers. */
export interface ResponseOptions {
  readonly statuses?: Partial<Statuses> | undefined;
  readonly cors?: Cors | undefined;
}

/** The statuses that an endpoint may answer with by itself: each must be declared as a method response. */
export const STATUSES: readonly string[] = declaredStatuses();

/** A non-empty template that prints nothing: an empty one would mean "pass Kinesis' answer on". */
export const nothing = `#set($nothing = "")`;

/** What a caller is told of a record that Kinesis does not take: its size is the usual cause. */
export const REFUSED = "Kinesis refused the record. Is it larger than 1 MiB?";

const wording: Wording = {
  busy: "Too many records. Try again.",
  refused: [JSON.stringify({ message: REFUSED })],
};

/** The integration responses, by status. Success is what must match; whatever else comes back, a status nobody
 * thought of included, is a failure: a record that was not stored is never answered 2xx. Throws RangeError for statuses that
 * would say otherwise. */
export function responseMappings(
  answer: Answer,
  options: ResponseOptions = {},
): Readonly<Record<string, ResponseMapping>> {
  return integrationResponses(success(answer), wording, options);
}

/** The same for any success template and wording. */
export function integrationResponses(
  accepted: string,
  words: Wording,
  { statuses: own, cors }: ResponseOptions,
): Readonly<Record<string, ResponseMapping>> {
  const statuses = statusesOf(own);
  const mapping = (selectionPattern: string, template: string): ResponseMapping => ({
    selectionPattern,
    headers: corsParameters(cors),
    contentHandling: "CONVERT_TO_TEXT",
    templates: { "application/json": [...corsLines(cors), template].join("\n") },
  });
  const declared = refusalStatus(statuses);
  return {
    [statuses.accepted]: mapping("2\\d{2}", accepted),
    // Kinesis answers 400 for everything but its own faults; the error's type tells whose fault it is.
    [declared]: mapping("4\\d{2}", refusalLines(statuses, declared, words).join("\n")),
    [statuses.kinesis]: mapping("", `{"message":"Kinesis failed. Try again."}`),
  };
}

function success(answer: Answer): string {
  switch (answer.type) {
    case "empty":
      return nothing;
    case "receipt":
      return `{"shardId":$input.json('$.ShardId'),"sequenceNumber":$input.json('$.SequenceNumber')}`;
    case "template":
      return answer.template;
  }
}
