import { PutIntegrationResponseCommand, PutMethodResponseCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { repairMethod } from "../../../../src/steps/route/calls/repair-method.ts";
import { repairIntegration } from "../../../../src/steps/route/calls/route-integration.ts";
import { putMethod } from "../../../../src/steps/route/calls/route-method.ts";
import { fakeContext } from "../../../helpers/fake-context.ts";
import { fault } from "../../../helpers/fault.ts";
import { knownIntegration, knownMethod } from "../../../helpers/known-steps.ts";

const at = { restApiId: "api1", resourceId: "root1", httpMethod: "POST" };
const wanted = knownMethod.facts.method;
const { integration } = knownIntegration.facts;

/** Answers one at a time, and notes how many were under way at most. */
function oneAtATime() {
  let [running, most] = [0, 0];
  return {
    most: () => most,
    answer: async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return {};
    },
  };
}

test.each([
  ["AWS takes one change of a method at a time", undefined, 1],
  ["an emulator takes all of them at once", "http://127.0.0.1:4566", 5],
])("%s", async (_, endpoint, atOnce) => {
  const ctx = fakeContext({ endpoint });
  const gate = oneAtATime();
  ctx.aws.apigateway.on(PutMethodResponseCommand).callsFake(gate.answer);
  ctx.aws.apigateway.on(PutIntegrationResponseCommand).callsFake(gate.answer);
  await repairMethod(ctx, at, wanted, { ...wanted, responses: {} });
  await repairIntegration(ctx, at, integration, { ...integration, responses: {} });
  expect([ctx.inputs("PutMethodResponse").length, ctx.inputs("PutIntegrationResponse").length]).toEqual([5, 2]);
  expect(gate.most()).toBe(atOnce);
});

test("a method that somebody else is changing at the moment is not taken for one that is there", async () => {
  const ctx = fakeContext();
  const busy = fault("ConflictException", "Unable to complete operation due to concurrent modification. Try again.");
  ctx.aws.apigateway.onAnyCommand().rejects(busy);
  await expect(putMethod(ctx, at, wanted)).rejects.toBe(busy);
  expect(ctx.calls).toHaveLength(1);
});
