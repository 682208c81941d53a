/** One integration response, as API Gateway keeps it. */
export interface ResponseMapping {
  /** A regular expression over the backend's status; "" for the default. */
  readonly selectionPattern: string;
  readonly headers: Readonly<Record<string, string>>;
  /** By content type. */
  readonly templates: Readonly<Record<string, string>>;
}

/** The choice of what a stored record is answered with. */
export type Answer =
  { readonly type: "empty" } | { readonly type: "receipt" } | { readonly type: "template"; readonly template: string };

/** The statuses that an endpoint may answer with by itself: each must be declared as a method response. */
export const STATUSES = ["200", "400", "429", "500", "502"] as const;

/** The integration responses, by status. Success is what must match; whatever else comes back, a status nobody
 * thought of included, is a failure: a record that was not stored is never answered 200. */
export function responseMappings(answer: Answer): Readonly<Record<string, ResponseMapping>> {
  return {
    "200": mapping("2\\d{2}", success(answer)),
    // Kinesis answers 400 for everything but its own faults; the error's type tells whose fault it is.
    "500": mapping("4\\d{2}", refusal),
    "502": mapping("", `{"message":"Kinesis failed. Try again."}`),
  };
}

function mapping(selectionPattern: string, template: string): ResponseMapping {
  return { selectionPattern, headers: {}, templates: { "application/json": template } };
}

function success(answer: Answer): string {
  switch (answer.type) {
    case "empty":
      // An empty template would mean "pass Kinesis' answer on"; this one is not empty and prints nothing.
      return `#set($nothing = "")`;
    case "receipt":
      return `{"shardId":$input.json('$.ShardId'),"sequenceNumber":$input.json('$.SequenceNumber')}`;
    case "template":
      return answer.template;
  }
}

const refusal = [
  `#set($type = $input.path('$.__type'))`,
  `#if($type.contains("Throughput") || $type.contains("Throttl") || $type.contains("LimitExceeded"))`,
  `#set($context.responseOverride.status = 429)`,
  `#set($context.responseOverride.header['Retry-After'] = "1")`,
  `{"message":"Too many records. Try again."}`,
  `#elseif($type.contains("Validation") || $type.contains("Serialization") || $type.contains("InvalidArgument"))`,
  `#set($context.responseOverride.status = 400)`,
  `{"message":"Kinesis refused the record."}`,
  `#else`,
  `{"message":"The endpoint cannot write to its stream."}`,
  `#end`,
].join("\n");
