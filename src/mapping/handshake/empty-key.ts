/** Is this, in a response template, the refusal of a call with an empty partition key? Kinesis refuses that before it stores anything, and
 * events always have a key: so the answer tells what the request template has found, which response templates cannot see. */
export const IS_EMPTY_KEY = `$input.path('$.message').contains("artitionKey' failed")`;
