import {
  CreateVpcLinkCommand,
  DeleteVpcLinkCommand,
  GetTagsCommand,
  GetVpcLinkCommand,
  GetVpcLinksCommand,
  TagResourceCommand,
  UpdateVpcLinkCommand,
} from "@aws-sdk/client-api-gateway";
import { expect, onTestFinished, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

test("VPC links are kept, given back, changed, tagged and deleted, in the words that were recorded", async () => {
  const local = await startLocal();
  const { apigateway, ...others } = clientsOf(local);
  onTestFinished(async () => {
    for (const client of [apigateway, ...Object.values(others)]) client.destroy();
    await local.close();
  });
  const targetArns = ["arn:aws:elasticloadbalancing:ap-northeast-2:000000000000:loadbalancer/net/orders/5"];
  const create = (name: string, arns = targetArns) =>
    apigateway.send(new CreateVpcLinkCommand({ name, targetArns: arns }));
  await expect(create("", [])).rejects.toMatchObject({ name: "BadRequestException", message: "Name cannot be empty" });
  await expect(create("orders", ["nlb"])).rejects.toThrow("Invalid ARN. ARN is not well formed nlb");
  const { $metadata, ...made } = await create("orders");
  expect($metadata.httpStatusCode).toBe(202);
  expect(made).toEqual({ id: made.id, name: "orders", targetArns, status: "PENDING" });
  const link = { vpcLinkId: made.id };
  const read = async () => {
    const { $metadata: _, ...shown } = await apigateway.send(new GetVpcLinkCommand(link));
    return shown;
  };
  const ready = { ...made, status: "AVAILABLE", statusMessage: "Your vpc link is ready for use" };
  expect(await read()).toEqual({ ...ready, tags: {} });
  expect((await apigateway.send(new GetVpcLinksCommand({}))).items).toEqual([ready]);
  const patch = (path: string, value: string) =>
    apigateway.send(new UpdateVpcLinkCommand({ ...link, patchOperations: [{ op: "replace", path, value }] }));
  expect((await patch("/name", "sales")).name).toBe("sales");
  await expect(patch("/name", "")).rejects.toThrow("Name cannot be empty");
  await expect(patch("/targetArns", "x")).rejects.toThrow("Invalid patch path /targetArns");
  const resourceArn = `arn:aws:apigateway:${await apigateway.config.region()}::/vpclinks/${made.id ?? ""}`;
  await apigateway.send(new TagResourceCommand({ resourceArn, tags: { team: "a" } }));
  expect((await apigateway.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ team: "a" });
  expect(await read()).toEqual({ ...ready, name: "sales", tags: { team: "a" } });
  await apigateway.send(new DeleteVpcLinkCommand(link));
  const absent = { name: "NotFoundException", message: "Invalid Vpc Link identifier specified" };
  await expect(read()).rejects.toMatchObject(absent);
  await expect(patch("/name", "x")).rejects.toMatchObject(absent);
  await expect(apigateway.send(new DeleteVpcLinkCommand(link))).rejects.toMatchObject(absent);
});
