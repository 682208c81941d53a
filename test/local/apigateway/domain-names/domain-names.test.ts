import {
  CreateDomainNameCommand,
  DeleteDomainNameCommand,
  GetDomainNameCommand,
  GetDomainNamesCommand,
  GetTagsCommand,
  TagResourceCommand,
  UpdateDomainNameCommand,
} from "@aws-sdk/client-api-gateway";
import type { CreateDomainNameCommandInput, PatchOperation } from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];

beforeAll(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
});
afterAll(async () => {
  apigateway.destroy();
  await local.close();
});

const certificate = (region: string) => `arn:aws:acm:${region}:000000000000:certificate/a-b`;
const regional = {
  regionalCertificateArn: certificate("ap-northeast-2"),
  endpointConfiguration: { types: ["REGIONAL" as const] },
};
const create = async (input: CreateDomainNameCommandInput) => {
  const { $metadata: _, ...made } = await apigateway.send(new CreateDomainNameCommand(input));
  return made;
};
const read = async (domainName: string) => {
  const { $metadata: _, ...shown } = await apigateway.send(new GetDomainNameCommand({ domainName }));
  return shown;
};
const update = (domainName: string, ...patchOperations: readonly PatchOperation[]) =>
  apigateway.send(new UpdateDomainNameCommand({ domainName, patchOperations: [...patchOperations] }));
const bad = (message: string) => ({ name: "BadRequestException", message });
const absent = { name: "NotFoundException", message: "Invalid domain name identifier specified" };

describe("a custom domain name", () => {
  it("is given back as it was made, in one region or at the edge", async () => {
    const made = await create({ domainName: "api.example.com", ...regional, tags: { a: "b" } });
    expect(made).toEqual({
      domainName: "api.example.com",
      domainNameArn: "arn:aws:apigateway:ap-northeast-2::/domainnames/api.example.com",
      regionalCertificateArn: regional.regionalCertificateArn,
      certificateUploadDate: expect.any(Date),
      regionalDomainName: expect.stringMatching(/^d-[a-z0-9]{10}\.execute-api\.ap-northeast-2\.amazonaws\.com$/),
      regionalHostedZoneId: "Z20JF4UZKIW1U8",
      endpointConfiguration: { types: ["REGIONAL"], ipAddressType: "ipv4" },
      domainNameStatus: "AVAILABLE",
      securityPolicy: "TLS_1_2",
      routingMode: "BASE_PATH_MAPPING_ONLY",
      tags: { a: "b" },
    });
    expect(await read("api.example.com")).toEqual(made);
    const edge = await create({ domainName: "edge.example.com", certificateArn: certificate("us-east-1") });
    expect(edge).toMatchObject({
      distributionDomainName: expect.stringMatching(/^d[a-z0-9]{13}\.cloudfront\.net$/),
      distributionHostedZoneId: "Z2FDTNDATAQYW2",
      endpointConfiguration: { types: ["EDGE"] },
    });
    expect(edge).not.toHaveProperty("regionalDomainName");
    const first = await apigateway.send(new GetDomainNamesCommand({ limit: 1 }));
    expect(first.items).toEqual([made]);
    const second = await apigateway.send(new GetDomainNamesCommand({ limit: 1, position: first.position }));
    expect(second.items).toEqual([edge]);
    expect((await apigateway.send(new GetDomainNamesCommand({ resourceOwner: "OTHER_ACCOUNTS" }))).items).toEqual([]);
  });

  it("moves from the edge to a region, trusts clients by their certificates, and is tagged", async () => {
    const domainName = "move.example.com";
    await create({ domainName, certificateArn: certificate("us-east-1") });
    const both = await update(
      domainName,
      { op: "add", path: "/endpointConfiguration/types", value: "REGIONAL" },
      { op: "add", path: "/regionalCertificateArn", value: regional.regionalCertificateArn },
    );
    expect(both.endpointConfiguration?.types).toEqual(["EDGE", "REGIONAL"]);
    expect(both).toMatchObject({ distributionDomainName: expect.any(String), regionalDomainName: expect.any(String) });
    const moved = await update(
      domainName,
      { op: "remove", path: "/endpointConfiguration/types", value: "EDGE" },
      { op: "replace", path: "/securityPolicy", value: "TLS_1_0" },
      { op: "replace", path: "/mutualTlsAuthentication/truststoreUri", value: "s3://trust/store.pem" },
    );
    expect(moved).toMatchObject({
      endpointConfiguration: { types: ["REGIONAL"] },
      securityPolicy: "TLS_1_0",
      mutualTlsAuthentication: { truststoreUri: "s3://trust/store.pem" },
    });
    expect(moved.distributionDomainName).toBeUndefined();
    const trusting = await update(domainName, {
      op: "replace",
      path: "/mutualTlsAuthentication/truststoreUri",
      value: "",
    });
    expect(trusting.mutualTlsAuthentication).toBeUndefined();
    const resourceArn = moved.domainNameArn;
    await apigateway.send(new TagResourceCommand({ resourceArn, tags: { team: "a" } }));
    expect((await apigateway.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ team: "a" });
    await apigateway.send(new DeleteDomainNameCommand({ domainName }));
    await expect(read(domainName)).rejects.toMatchObject(absent);
    await expect(update(domainName)).rejects.toMatchObject(absent);
  });

  it("is refused where AWS does, in its words", async () => {
    const domainName = "bad.example.com";
    await create({ domainName: "once.example.com", ...regional });
    await expect(create({ domainName: "once.example.com", ...regional })).rejects.toMatchObject(
      bad("The domain name you provided already exists."),
    );
    await expect(create({ domainName })).rejects.toMatchObject(
      bad("A certificate was not provided for the endpoint type EDGE."),
    );
    const elsewhere = certificate("us-west-2");
    await expect(create({ domainName, certificateArn: elsewhere })).rejects.toMatchObject(
      bad(`Invalid certificate ARN: ${elsewhere}. Certificate must be in 'us-east-1'.`),
    );
    const isPrivate = {
      certificateArn: certificate("us-east-1"),
      endpointConfiguration: { types: ["PRIVATE" as const] },
    };
    await expect(create({ domainName, ...isPrivate })).rejects.toMatchObject({ name: "BadRequestException" });
    const last = { op: "remove" as const, path: "/endpointConfiguration/types", value: "REGIONAL" };
    await expect(update("once.example.com", last)).rejects.toMatchObject({ name: "BadRequestException" });
    const policies = [{ securityPolicy: "TLS_9" as "TLS_1_2" }, { policy: "{}" }];
    for (const wrong of policies) {
      await expect(create({ domainName, ...regional, ...wrong })).rejects.toMatchObject({
        $metadata: { httpStatusCode: 400 },
      });
    }
    for (const path of ["/securityPolicy", "/routingMode", "/endpointAccessMode"]) {
      await expect(update("once.example.com", { op: "replace", path, value: "x" })).rejects.toThrow(
        "Valid options are",
      );
    }
    const unknown = { op: "replace" as const, path: "/domainName", value: "x" };
    await expect(update("once.example.com", unknown)).rejects.toMatchObject(bad("Invalid patch path /domainName"));
  });

  it.each([
    "localhost",
    "bucket.s3.localhost",
    "127.0.0.1",
    "10.1",
    "[::1]",
    "s3.amazonaws.com",
    "amazonaws.com.cn",
    "a_b.com",
    "a.com:80",
    "",
  ])("is not %j, at which this machine or AWS answers, or nobody", async (domainName) => {
    await expect(create({ domainName, ...regional })).rejects.toMatchObject(bad("Invalid domain name specified"));
  });
});
