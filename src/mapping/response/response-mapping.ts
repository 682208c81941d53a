/** One integration response, as API Gateway keeps it. */
export interface ResponseMapping {
  /** A regular expression over the backend's status; "" for the default. */
  readonly selectionPattern: string;
  /** Response parameters: `method.response.header.X`, and a constant in single quotes. */
  readonly headers: Readonly<Record<string, string>>;
  /** Kinesis' answer is text whatever the caller's Accept says. Where that is a binary media type of the API, API Gateway would
   * otherwise take the answer for base64, and fail with 500 for a record that is stored:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html */
  readonly contentHandling: "CONVERT_TO_TEXT";
  /** By content type. */
  readonly templates: Readonly<Record<string, string>>;
}
