import {
  CreateModelCommand,
  DeleteModelCommand,
  GetModelCommand,
  UpdateModelCommand,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../../aws/faults.ts";
import { instead } from "../../../aws/unless-unsupported.ts";
import type { Context } from "../../context.ts";
import { ownMark } from "../../ours/own-stages.ts";

/** The name of the proxy's model. API Gateway takes letters and digits only. */
export const MODEL = "KinesisProxyEvent";

const missing = ["NotFoundException"];

/** The schema of the model that is there; undefined without a model. */
export async function findModel(ctx: Context, restApiId: string): Promise<string | undefined> {
  const command = new GetModelCommand({ restApiId, modelName: MODEL });
  const model = await unless(missing, () => ctx.clients.apigateway.send(command));
  return model && (model.schema ?? "");
}

/** The model as it is made. */
export function newModel(ctx: Pick<Context, "config">, schema: string) {
  return { name: MODEL, contentType: "application/json", description: ownMark(ctx), schema };
}

/** Creates the model; one that is there already is left as it is. */
export async function createModel(ctx: Context, restApiId: string, schema: string): Promise<void> {
  const command = new CreateModelCommand({ restApiId, ...newModel(ctx, schema) });
  await unless(["ConflictException"], () => ctx.clients.apigateway.send(command));
}

/** Changes the schema of the model, which is made anew at an endpoint that does not change models. */
export async function updateModel(ctx: Context, restApiId: string, schema: string): Promise<void> {
  const patchOperations = [{ op: "replace" as const, path: "/schema", value: schema }];
  const command = new UpdateModelCommand({ restApiId, modelName: MODEL, patchOperations });
  await instead<unknown>(
    ctx,
    () => ctx.clients.apigateway.send(command),
    async () => {
      await ctx.clients.apigateway.send(new DeleteModelCommand({ restApiId, modelName: MODEL }));
      await createModel(ctx, restApiId, schema);
    },
  );
}

/** Removes the model, which no method may use any more. */
export async function removeModel(ctx: Context, restApiId: string): Promise<void> {
  const command = new DeleteModelCommand({ restApiId, modelName: MODEL });
  await unless(missing, () => ctx.clients.apigateway.send(command));
}
