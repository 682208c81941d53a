import { expect, it } from "vitest";
import { statementPlaces } from "../../../../src/local/iam/documents/statement-places.ts";

it("are behind the braces of a statement, as AWS was recorded to tell them", () => {
  const text =
    '{"Version": "2012-10-17", "Statement": {"Sid": "", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}';
  expect(statementPlaces(text)).toEqual([
    { StartPosition: { Line: 1, Column: 41 }, EndPosition: { Line: 1, Column: 113 } },
  ]);
});

it("are those of each statement of a list, whatever stands in texts and conditions", () => {
  const text = `{ "Id": "Statement",
  "Statement": [
    { "Resource": "a{\\"}\\\\", "Condition": { "Null": { "Statement": ["[", "}"] } } },
    {}
  ], "Version": "2012-10-17" }`;
  expect(statementPlaces(text)).toEqual([
    { StartPosition: { Line: 3, Column: 6 }, EndPosition: { Line: 3, Column: 84 } },
    { StartPosition: { Line: 4, Column: 6 }, EndPosition: { Line: 4, Column: 7 } },
  ]);
});
