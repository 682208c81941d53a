import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetInstanceProfileCommand,
  ListInstanceProfilesForRoleCommand,
  ListInstanceProfileTagsCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagInstanceProfileCommand,
  UntagInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

it("an instance profile has a role at most, and both go only apart", async () => {
  const local = await startLocal();
  const { iam } = clientsOf(local);
  const [InstanceProfileName, RoleName] = ["web", "writer"];
  const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  const trust = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Path: "/app/" }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }));
  expect(InstanceProfile).toMatchObject({
    Arn: "arn:aws:iam::000000000000:instance-profile/app/web",
    InstanceProfileId: expect.stringMatching(/^AIPA/),
    Roles: [{ RoleName }],
  });
  const { InstanceProfiles } = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName }));
  expect(InstanceProfiles).toMatchObject([{ InstanceProfileName }]);
  await expect(iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }))).rejects.toThrow(
    "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
  );
  const conflict = "Cannot delete entity, must remove roles from instance profile first.";
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toThrow(conflict);
  await expect(iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName }))).rejects.toThrow(conflict);
  await iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: [{ Key: "a", Value: "1" }] }));
  await iam.send(new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys: ["b"] }));
  const { Tags } = await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName }));
  expect(Tags).toEqual([{ Key: "a", Value: "1" }]);
  await iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }));
  await iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await expect(iam.send(new GetInstanceProfileCommand({ InstanceProfileName }))).rejects.toMatchObject({
    name: "NoSuchEntityException",
    message: "Instance Profile web cannot be found.",
  });
  await local.close();
});
