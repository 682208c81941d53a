import { z } from "zod";
import type { Ids, StepName } from "../core/found.ts";

// It is shown on terminals, which control characters would command.
const text = z.string().regex(/^\P{Cc}+$/u, "expected text, not empty and without control characters");
const maybe = z.string().regex(/^\P{Cc}*$/u, "expected text without control characters");

const ids: { readonly [K in StepName]: z.ZodType<Ids[K]> } = {
  stream: z.looseObject({ name: text, arn: text }),
  role: z.looseObject({ name: text, arn: text, policyArn: text }),
  api: z.looseObject({ id: text, rootResourceId: text }),
  method: z.looseObject({ httpMethod: text, path: text, resourceId: text }),
  integration: z.looseObject({ uri: text }),
  access: z.looseObject({ allow: z.array(text) }),
  deployment: z.looseObject({ id: text, stage: text }),
  // Of these a run that was killed may know only a part.
  key: z.looseObject({ id: maybe, usagePlanId: maybe }),
  schema: z.looseObject({ model: text, validatorId: maybe }),
  batch: z.looseObject({ httpMethod: text, path: text, resourceId: text }),
  cors: z.looseObject({ origins: z.array(text) }),
};

/** A state file of version 1. Members it does not name are allowed, and kept. */
export const stateSchema = z.looseObject({
  version: z.literal(1),
  name: text,
  endpoint: text.optional(),
  region: text,
  accountId: text.optional(),
  settings: z.record(z.string(), z.unknown()),
  steps: z.looseObject(ids).partial(),
});

/** A lock file. */
export const lockSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  pid: z.int().positive(),
  host: text,
  since: z.iso.datetime(),
  command: z.string(),
  birth: z.string().optional(),
  space: z.string().optional(),
});
