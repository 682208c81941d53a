import type { Ids, StepName } from "../engine/found.ts";
import type { LockOwner } from "./lock-owner.ts";

/** Says what is wrong with a value, such as "steps.api.id: expected text"; undefined when it is right. */
type Check = (value: unknown, at: string) => string | undefined;

const expected = (at: string, what: string): string => `${at === "" ? "it" : at}: expected ${what}`;

// It is shown on terminals, which control characters would command.
const text = matching(/^\P{Cc}+$/u, "text, not empty and without control characters");
const maybe = matching(/^\P{Cc}*$/u, "text without control characters");
const texts: Check = (value, at) =>
  Array.isArray(value)
    ? first(value.map((one, index) => text(one, `${at}.${index}`)))
    : expected(at, "a list of texts");

const flag: Check = (value, at) => (typeof value === "boolean" ? undefined : expected(at, "true or false"));

const count: Check = (value, at) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : expected(at, "a whole number");

const route = { httpMethod: text, path: text, resourceId: text, madeResources: optional(count) };

const ids: { readonly [K in StepName]: { readonly [M in keyof Ids[K]]: Check } } = {
  stream: { name: text, arn: text, making: optional(flag) },
  role: { name: text, arn: text, policyArn: maybe },
  api: { id: text, rootResourceId: text },
  method: route,
  integration: { uri: text },
  access: { allow: texts },
  deployment: { id: text, stage: text, tagless: optional(flag) },
  // Of these a run that was killed may know only a part.
  key: { id: maybe, usagePlanId: maybe },
  schema: { model: text, validatorId: maybe },
  batch: route,
  cors: { origins: texts },
};

const steps = members(Object.fromEntries(Object.entries(ids).map(([step, shape]) => [step, optional(members(shape))])));

/** What is wrong with the content of a state file of version 1. Members it does not name are allowed. */
export const stateFault: (value: unknown) => string | undefined = (value) =>
  members({
    version: (version, at) => (version === 1 ? undefined : expected(at, "1")),
    name: text,
    endpoint: optional(text),
    region: text,
    accountId: optional(text),
    settings: members({}),
    steps,
  })(value, "");

const owner = members({
  id: matching(/^[0-9a-f]{12}$/, "twelve hexadecimal digits"),
  pid: (pid, at) => (Number.isSafeInteger(pid) && Number(pid) > 0 ? undefined : expected(at, "a process id")),
  host: text,
  since: (since, at) => {
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
    return typeof since === "string" && form.test(since) && !Number.isNaN(Date.parse(since))
      ? undefined
      : expected(at, "a time");
  },
  command: matching(/^/, "text"),
  birth: optional(matching(/^/, "text")),
  space: optional(matching(/^/, "text")),
});

/** Does a lock file's content say who holds the lock? */
export function isLockOwner(value: unknown): value is LockOwner {
  return owner(value, "") === undefined;
}

function matching(pattern: RegExp, what: string): Check {
  return (value, at) => (typeof value === "string" && pattern.test(value) ? undefined : expected(at, what));
}

function optional(check: Check): Check {
  return (value, at) => (value === undefined ? undefined : check(value, at));
}

function members(shape: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return expected(at, "an object");
    const own = value as Readonly<Record<string, unknown>>;
    return first(
      Object.entries(shape).map(([name, check]) =>
        check(Object.hasOwn(own, name) ? own[name] : undefined, at === "" ? name : `${at}.${name}`),
      ),
    );
  };
}

function first(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined);
}
