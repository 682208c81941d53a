import { headerLines } from "../header-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { jsonContent } from "../vtl-text.ts";

const about = `"requestId":"$requestId","timestamp":$context.requestTimeEpoch`;

/** What Firehose takes for a delivery, with status 200: the id of its request, and the time in milliseconds. */
export const FIREHOSE_SUCCESS = `{${about}}`;

/** The answers in the form that Firehose asks of its HTTP endpoints: it takes any other for a failure without a reason.
 * https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
export function firehoseResponses(
  responses: Readonly<Record<string, IntegrationResponse>>,
): Readonly<Record<string, IntegrationResponse>> {
  const id = [
    ...headerLines({ requestId: "X-Amz-Firehose-Request-Id" }),
    `#set($requestId = ${jsonContent("$requestId")})`,
  ];
  const inForm = (template: string): string =>
    [...id, template.replaceAll(`{"message":`, `{${about},"errorMessage":`)].join("\n");
  return Object.fromEntries(
    Object.entries(responses).map(([status, { templates, ...one }]) => {
      const changed = Object.entries(templates).map(([type, template]) => [type, inForm(template)]);
      return [status, { ...one, templates: Object.fromEntries(changed) }];
    }),
  );
}
