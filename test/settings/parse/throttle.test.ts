import { expect, test } from "vitest";
import { UsageError } from "../../../src/engine/errors.ts";
import { throttle, throttleText } from "../../../src/settings/parse/throttle.ts";

test.each([
  ["100/200", { rate: 100, burst: 200 }, "100/200"],
  ["100", { rate: 100, burst: 100 }, "100/100"],
  ["0.5", { rate: 0.5, burst: 1 }, "0.5/1"],
  [".5/7", { rate: 0.5, burst: 7 }, "0.5/7"],
])("%s is read, and written so that it is read as the same", (text, value, written) => {
  expect(throttle(text, "--throttle")).toEqual(value);
  expect(throttleText(value)).toBe(written);
  expect(throttle(written, "--throttle")).toEqual(value);
});

test.each(["", "/", "100/", "/5", "-1", "1e3", "1/2/3", "100/2.5", "fast", "99999999", "1/99999999", "1 2"])(
  "%j is refused with what it takes",
  (text) => {
    expect(() => throttle(text, "--throttle")).toThrow(UsageError);
    expect(() => throttle(text, "--throttle")).toThrow("--throttle takes RATE or RATE/BURST");
  },
);

test.each(["0", "0/5", "5/0", "0.0"])("%s lets nobody through, which is a pause", (text) => {
  expect(() => throttle(text, "--throttle")).toThrow("would let nobody through");
});
