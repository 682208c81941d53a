import { corsLines, corsParameters, type Cors } from "../cors.ts";
import { refusalLines, type Wording } from "./refusal-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { REFUSED, sizeText } from "./refused-words.ts";
import { refusalStatus, statusesOf, type Statuses } from "./statuses.ts";

/** What a stored record is answered with: nothing, Kinesis' receipt, or a template of the user's. */
export type Respond =
  { readonly type: "empty" } | { readonly type: "receipt" } | { readonly type: "template"; readonly template: string };

/** What an endpoint's answers depend on. */
export interface ResponseOptions {
  /** Statuses in place of the usual ones. */
  readonly status?: Partial<Statuses> | undefined;
  readonly cors?: Cors | undefined;
  /** The largest record of the stream in KiB, where one was asked for. */
  readonly largest?: number | undefined;
  /** What senders read when Kinesis refuses a record, in place of a question about its size. */
  readonly refused?: string | undefined;
}

/** A template that prints nothing: an empty one would pass Kinesis' answer on. */
export const nothing = `#set($nothing = "")`;

const wording = ({ largest, refused }: ResponseOptions): Wording => ({
  busy: "Too many records. Try again.",
  refused: [JSON.stringify({ message: refused ?? `${REFUSED} ${sizeText(largest)}?` })],
});

/** The integration responses of the event route, by status. Only success has to match: any other answer is a failure, so that a
 * record that was not stored is never answered 2xx. Throws RangeError for statuses that would say otherwise. */
export function responseMappings(
  respond: Respond,
  options: ResponseOptions = {},
): Readonly<Record<string, IntegrationResponse>> {
  return integrationResponses(success(respond), wording(options), options);
}

/** The same for any template of success and any wording. */
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
    // Kinesis answers 400 for everything but its own failures; the error's type tells more.
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
