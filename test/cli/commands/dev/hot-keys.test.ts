import { expect, test } from "vitest";
import { hotKeys } from "../../../../src/cli/commands/dev/hot-keys.ts";

/** A terminal; `log` has what was done with it. */
function terminal(foreground = true) {
  const log: string[] = [];
  let heard: ((typed: string) => void) | undefined;
  let goOn = (): void => undefined;
  const at = { foreground };
  const keyboard = {
    listen(listener: (typed: string) => void) {
      log.push("listen");
      heard = listener;
      return () => {
        log.push("let go");
        heard = undefined;
      };
    },
    raise: (signal: string) => void log.push(signal),
    onContinue: (work: () => void) => void (goOn = work),
  };
  const keys = hotKeys(
    keyboard,
    { pressed: (key) => void log.push(key), stopping: () => void log.push("stop") },
    () => at.foreground,
  );
  return { log, at, keys, type: (typed: string) => heard?.(typed), goOn: () => goOn() };
}

test("keys are told one by one; what is pasted and arrows are no keys", () => {
  const { log, type, keys } = terminal();
  for (const typed of ["s", "\r", "curl -d q", "\u001b[A", "R"]) type(typed);
  expect(log).toEqual(["listen", "s", "\r", "R"]);
  expect(keys.on()).toBe(true);
});

test("Ctrl-C interrupts, each time", () => {
  const { log, type } = terminal();
  type("\u0003");
  type("\u0003\u0003");
  expect(log).toEqual(["listen", "SIGINT", "SIGINT"]);
});

test("Ctrl-Z gives the terminal back first, and the keys come again when it goes on in the foreground", () => {
  const { log, type, goOn, at, keys } = terminal();
  type("\u001a");
  expect(log.splice(0)).toEqual(["listen", "let go", "stop", "SIGTSTP"]);
  at.foreground = false;
  goOn();
  expect(keys.on()).toBe(false);
  at.foreground = true;
  goOn();
  type("s");
  expect(log).toEqual(["listen", "s"]);
});

test("stopped by a signal, it takes the terminal anew: the shell has had it", () => {
  const { log, goOn } = terminal();
  goOn();
  expect(log).toEqual(["listen", "let go", "listen"]);
});

test("in the background the terminal is left alone, until a shell brings it forward, which sends no signal to what runs", () => {
  const { log, keys, at } = terminal(false);
  expect({ log, on: keys.on() }).toEqual({ log: [], on: false });
  at.foreground = true;
  expect(keys.on()).toBe(true);
  expect(keys.on()).toBe(true);
  expect(log).toEqual(["listen"]);
});

test("at the end the terminal is given back once, and not taken again", () => {
  const { log, keys, goOn } = terminal();
  keys.end();
  keys.end();
  goOn();
  expect(log).toEqual(["listen", "let go"]);
});
