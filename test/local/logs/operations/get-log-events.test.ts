import { expect, it } from "vitest";
import { logsPlane } from "../logs-plane.ts";

it("begins with the newest events and goes back and forth; at the end the same token comes back", async () => {
  const { call, write, refusal } = logsPlane();
  await write("s", "1", "2", "3", "4", "5");
  const get = async (asked: object) => {
    const { body } = await call("GetLogEvents", { logGroupName: "g", logStreamName: "s", limit: 2, ...asked });
    return { ...body, messages: body.events.map(({ message }: { message: string }) => message).join("") };
  };
  const newest = await get({});
  expect(newest.messages).toBe("45");
  const before = await get({ nextToken: newest.nextBackwardToken });
  expect(before.messages).toBe("23");
  expect((await get({ nextToken: before.nextBackwardToken })).messages).toBe("1");
  expect((await get({ nextToken: before.nextForwardToken })).messages).toBe("45");
  const end = await get({ nextToken: newest.nextForwardToken });
  expect(end).toMatchObject({ messages: "", nextForwardToken: newest.nextForwardToken });
  expect((await get({ startFromHead: true })).messages).toBe("12");
  await write("s", "6");
  expect((await get({ nextToken: end.nextForwardToken })).messages).toBe("6");
  const wrong = { logGroupName: "g", logStreamName: "s", nextToken: "x" };
  expect(await refusal("GetLogEvents", wrong)).toBe(
    "400 InvalidParameterException: The specified nextToken is invalid.",
  );
});

it("leaves out what is before the start or not before the end", async () => {
  const { call, clock, write } = logsPlane();
  await write("s", "1", "2", "3");
  const asked = { startTime: clock.now() - 1000, endTime: clock.now() };
  const { body } = await call("GetLogEvents", { logGroupName: "g", logStreamName: "s", ...asked });
  expect(body.events).toMatchObject([{ message: "2", timestamp: clock.now() - 1000, ingestionTime: clock.now() }]);
});
