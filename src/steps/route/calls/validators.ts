import {
  CreateRequestValidatorCommand,
  DeleteRequestValidatorCommand,
  GetRequestValidatorsCommand,
  UpdateRequestValidatorCommand,
  type RequestValidator,
} from "@aws-sdk/client-api-gateway";
import { createOnce } from "../../../aws/create-once.ts";
import { unless } from "../../../aws/faults.ts";
import type { Context } from "../../context.ts";

const missing = ["NotFoundException"];

/** What is put for `--schema` beside the model. */
export const newValidator = {
  name: "kinesis-proxy",
  validateRequestBody: true,
  validateRequestParameters: false,
} as const;

/** The proxy's request validators. Two runs at the same moment may create one each: all runs use the first. */
export async function findValidators(ctx: Context, restApiId: string): Promise<readonly RequestValidator[]> {
  const command = new GetRequestValidatorsCommand({ restApiId, limit: 500 });
  const list = await unless(missing, () => ctx.clients.apigateway.send(command));
  const named = (list?.items ?? []).filter(({ name }) => name === newValidator.name);
  return named.toSorted((one, other) => ((one.id ?? "") < (other.id ?? "") ? -1 : 1));
}

/** Creates a validator of bodies, and gives its id. */
export async function createValidator(ctx: Context, restApiId: string): Promise<string> {
  const command = new CreateRequestValidatorCommand({ restApiId, ...newValidator });
  const made = await createOnce<RequestValidator>(ctx, "CreateRequestValidator", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await findValidators(ctx, restApiId))[0],
  });
  return made.id ?? "";
}

/** Makes a validator look at bodies. */
export async function validateBodies(ctx: Context, restApiId: string, requestValidatorId: string): Promise<void> {
  const patchOperations = [{ op: "replace" as const, path: "/validateRequestBody", value: "true" }];
  const command = new UpdateRequestValidatorCommand({ restApiId, requestValidatorId, patchOperations });
  await ctx.clients.apigateway.send(command);
}

/** Removes a validator, which no method may use any more. */
export async function removeValidator(ctx: Context, restApiId: string, requestValidatorId: string): Promise<void> {
  const command = new DeleteRequestValidatorCommand({ restApiId, requestValidatorId });
  await unless(missing, () => ctx.clients.apigateway.send(command));
}
