import { corsLines, corsParameters, type Cors } from "../cors.ts";
import { refusalLines, type Wording } from "./refusal-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { refusalStatus, statusesOf, type Statuses } from "./statuses.ts";

/** What a stored record is answered with: nothing, Kinesis' receipt, or a template of the user's. */
export type Respond =
  { readonly type: "empty" } | { readonly type: "receipt" } | { readonly type: "template"; readonly template: string };

/** What may be different about an endpoint's answers. */
export interface ResponseOptions {
  /** Statuses of the user's own choice. */
  readonly status?: Partial<Statuses> | undefined;
  readonly cors?: Cors | undefined;
}

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
  respond: Respond,
  options: ResponseOptions = {},
): Readonly<Record<string, IntegrationResponse>> {
  return integrationResponses(success(respond), wording, options);
}

/** The same for any success template and wording. */
export function integrationResponses(
  accepted: string,
  words: Wording,
  { status, cors }: ResponseOptions,
): Readonly<Record<string, IntegrationResponse>> {
  const statuses = statusesOf(status);
  const mapping = (selectionPattern: string, template: string): IntegrationResponse => ({
    selectionPattern,
    headers: corsParameters(cors),
    // Kinesis' answer is text whatever the caller's Accept says. Where that is a binary media type of the API, API Gateway would
    // otherwise take the answer for base64, and fail with 500 for a record that is stored:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
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

function success(respond: Respond): string {
  switch (respond.type) {
    case "empty":
      return nothing;
    case "receipt":
      return `{"shardId":$input.json('$.ShardId'),"sequenceNumber":$input.json('$.SequenceNumber')}`;
    case "template":
      return respond.template;
  }
}
