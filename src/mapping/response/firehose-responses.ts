import { IS_EMPTY_KEY } from "../handshake/empty-key.ts";
import { headerLines } from "../header-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { jsonContent } from "../vtl-text.ts";

const about = `"requestId":"$requestId","timestamp":$context.requestTimeEpoch`;

/** What Firehose takes for a delivery, with status 200: the id of its request, and the time in milliseconds. */
export const FIREHOSE_SUCCESS = `{${about}}`;

const unproven = `#if(${IS_EMPTY_KEY})#set($context.responseOverride.status = 403){"message":"This is not the access key."}#else`;

/** The answers in the form that Firehose asks of its HTTP endpoints: it takes any other for a failure without a reason. `keyed`: who has not the
 * access key gets 403.
 * https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
export function firehoseResponses(
  responses: Readonly<Record<string, IntegrationResponse>>,
  keyed: boolean,
): Readonly<Record<string, IntegrationResponse>> {
  const id = [
    ...headerLines({ requestId: "X-Amz-Firehose-Request-Id" }),
    `#set($requestId = ${jsonContent("$requestId")})`,
  ];
  const inForm = (template: string, refusal: boolean): string =>
    [...id, ...(keyed && refusal ? [unproven, template, `#end`] : [template])]
      .join("\n")
      .replaceAll(`{"message":`, `{${about},"errorMessage":`);
  return Object.fromEntries(
    Object.entries(responses).map(([status, { templates, ...one }]) => {
      const changed = Object.entries(templates).map(([type, template]) => [
        type,
        inForm(template, one.selectionPattern === "4\\d{2}"),
      ]);
      return [status, { ...one, templates: Object.fromEntries(changed) }];
    }),
  );
}
