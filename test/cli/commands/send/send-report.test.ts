import { expect, test } from "vitest";
import { sendReport, type SendOutcome } from "../../../../src/cli/commands/send/send-report.ts";
import type { Session } from "../../../../src/cli/session.ts";
import { fakeContext } from "../../../helpers/fake-context.ts";

/** What is thrown for an answer of a status with a body. */
function failure(endpoint: string | undefined, status: number, body: string): unknown {
  const session = { ...fakeContext({ endpoint }), settings: {} } as unknown as Session;
  const sent = [{ bytes: Buffer.from("{}"), start: 0, answeredMs: 1, answer: { status, headers: {}, body } }] as const;
  const outcome: SendOutcome = {
    url: "http://127.0.0.1:5000/production/",
    contentType: "application/json",
    asked: 1,
    sent,
    unanswered: 0,
    halt: undefined,
    stored: [],
    found: [],
    patience: 1,
  };
  try {
    return sendReport(session, outcome);
  } catch (error) {
    return error;
  }
}

const page = "<!doctype html>\n<title>500 Internal Server Error</title>";

test("an emulator's own error page is no answer of API Gateway", () => {
  expect(failure("http://127.0.0.1:5000", 500, page)).toMatchObject({
    message: "http://127.0.0.1:5000/production/ does not work (it answers 500, and not as API Gateway does).",
    hint: 'Not every emulator can serve what it stores. The local AWS of this program does: "kinesis-proxy dev".',
    exitCode: 1,
  });
  const said = '{"message":"Internal server error"}';
  for (const [endpoint, body] of [
    ["http://127.0.0.1:5000", said],
    [undefined, page],
  ] as const)
    expect(failure(endpoint, 500, body)).toMatchObject({ message: expect.stringContaining(`answered 500: ${body}`) });
});
