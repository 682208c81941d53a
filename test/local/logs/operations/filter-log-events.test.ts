import { expect, it } from "vitest";
import { groupArn, logsPlane } from "../logs-plane.ts";

type Plane = ReturnType<typeof logsPlane>;

async function found({ call }: Plane, asked: object = {}) {
  const { body } = await call("FilterLogEvents", { logGroupName: "g", ...asked });
  return body.events.map(({ message }: { message: string }) => message) as string[];
}

it("gives the events of all streams in order of time, with ids in that order", async () => {
  const plane = logsPlane();
  await plane.write("one", "a1", "a2");
  await plane.write("two", "b1", "b2");
  const { body } = await plane.call("FilterLogEvents", { logGroupIdentifier: `${groupArn("g")}:*` });
  expect(body.events.map(({ message }: { message: string }) => message)).toEqual(["a1", "b1", "a2", "b2"]);
  const ids = body.events.map(({ eventId }: { eventId: string }) => eventId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(4);
  expect(body).toMatchObject({ searchedLogStreams: [] });
  expect(body).not.toHaveProperty("nextToken");
});

it("takes times, streams and a pattern", async () => {
  const plane = logsPlane();
  await plane.write("one", "a1", "a2");
  await plane.write("other", "b1", "b2");
  const now = plane.clock.now();
  expect(await found(plane, { startTime: now })).toEqual(["a2", "b2"]);
  // The end is included.
  expect(await found(plane, { endTime: now - 1000 })).toEqual(["a1", "b1"]);
  expect(await found(plane, { logStreamNames: ["other"] })).toEqual(["b1", "b2"]);
  expect(await found(plane, { logStreamNamePrefix: "on" })).toEqual(["a1", "a2"]);
  expect(await found(plane, { filterPattern: "-a1 -b2" })).toEqual(["b1", "a2"]);
});

it("goes on where a page ended, even when it was empty", async () => {
  const plane = logsPlane();
  const messages = Array.from({ length: 10_000 }, (_, at) => `no ${at}`);
  await plane.call("CreateLogGroup", { logGroupName: "g" });
  for (const stream of ["s", "t", "u"]) {
    await plane.call("CreateLogStream", { logGroupName: "g", logStreamName: stream });
    const logEvents = messages.map((message) => ({ timestamp: plane.clock.now(), message }));
    await plane.call("PutLogEvents", { logGroupName: "g", logStreamName: stream, logEvents });
  }
  await plane.write("u", "yes");
  const pages: number[] = [];
  for (let nextToken: string | undefined, more = true; more; more = nextToken !== undefined) {
    const asked = { logGroupName: "g", filterPattern: "yes", ...(nextToken === undefined ? {} : { nextToken }) };
    const { body } = await plane.call("FilterLogEvents", asked);
    pages.push(body.events.length);
    nextToken = body.nextToken;
  }
  expect(pages).toEqual([0, 0, 0, 1]);
});

it.each([
  [{ logGroupName: "h" }, "ResourceNotFoundException: The specified log group does not exist."],
  [{}, "Exactly one of logGroupName and logGroupIdentifier must be provided."],
  [{ logGroupName: "g", filterPattern: "a.b" }, "InvalidParameterException: Invalid filter pattern"],
  [{ logGroupName: "g", nextToken: "x" }, "InvalidParameterException: The specified nextToken is invalid."],
  [{ logGroupName: "g", logStreamNames: ["a"], logStreamNamePrefix: "a" }, "InvalidParameterException: Cannot specify"],
])("refuses %j", async (asked, words) => {
  const plane = logsPlane();
  await plane.write("s", "a");
  expect(await plane.refusal("FilterLogEvents", asked)).toContain(words);
});
