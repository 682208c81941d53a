import { randomBytes } from "node:crypto";
import { Fault } from "../../fault.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { save } from "../kind.ts";
import { users } from "../kinds.ts";
import * as parameter from "../parameters.ts";
import type { ServiceCredential, User } from "../store.ts";
import { uniqueId } from "../unique-id.ts";
import { aboutUser } from "./about-user.ts";

const services = ["codecommit.amazonaws.com", "cassandra.amazonaws.com"];
const mostPerService = 2;

export const createServiceSpecificCredential = aboutUser(
  "CreateServiceSpecificCredential",
  { ServiceName: required(text()) },
  ({ account }, user, { ServiceName: service }) => {
    checkService(service);
    if (user.serviceCredentials.filter((one) => one.service === service).length >= mostPerService) {
      const message = `Cannot exceed quota for ServiceSpecificCredentialsPerUser: ${mostPerService}`;
      throw new Fault("LimitExceeded", message, 409);
    }
    const made = { id: uniqueId("ACCA"), service, isActive: true, createdAt: account.clock.now() };
    save(users, account, { ...user, serviceCredentials: [...user.serviceCredentials, made] });
    return withPassword(account.id, user, made);
  },
);

export const listServiceSpecificCredentials = aboutUser(
  "ListServiceSpecificCredentials",
  { ServiceName: text() },
  ({ account }, user, { ServiceName: service }) => {
    if (service !== undefined) checkService(service);
    const asked = user.serviceCredentials.filter((one) => one.service === (service ?? one.service));
    return { ServiceSpecificCredentials: asked.map((one) => members(account.id, user, one)) };
  },
);

const byId = { ServiceSpecificCredentialId: required(text({ min: 20, max: 128, pattern: String.raw`[\w]+` })) };

export const updateServiceSpecificCredential = aboutUser(
  "UpdateServiceSpecificCredential",
  { ...byId, Status: required(parameter.status) },
  ({ account }, user, { ServiceSpecificCredentialId, Status }) => {
    const { id } = find(user, ServiceSpecificCredentialId);
    const changed = user.serviceCredentials.map((one) =>
      one.id === id ? { ...one, isActive: Status === "Active" } : one,
    );
    save(users, account, { ...user, serviceCredentials: changed });
    return undefined;
  },
);

/** Another password. */
export const resetServiceSpecificCredential = aboutUser(
  "ResetServiceSpecificCredential",
  byId,
  ({ account }, user, { ServiceSpecificCredentialId }) =>
    withPassword(account.id, user, find(user, ServiceSpecificCredentialId)),
);

export const deleteServiceSpecificCredential = aboutUser(
  "DeleteServiceSpecificCredential",
  byId,
  ({ account }, user, { ServiceSpecificCredentialId }) => {
    const { id } = find(user, ServiceSpecificCredentialId);
    save(users, account, { ...user, serviceCredentials: user.serviceCredentials.filter((one) => one.id !== id) });
    return undefined;
  },
);

function checkService(service: string): void {
  if (services.includes(service)) return;
  const message = `No such service ${service} is supported for Service Specific Credentials`;
  throw new Fault("NoSuchEntity", message, 404);
}

function find({ serviceCredentials }: User, id: string): ServiceCredential {
  const found = serviceCredentials.find((one) => one.id === id);
  if (found === undefined) throw new Fault("NoSuchEntity", `No such credential ${id} exists`, 404);
  return found;
}

function withPassword(accountId: string, user: User, credential: ServiceCredential): XmlMembers {
  const password = randomBytes(33).toString("base64");
  return { ServiceSpecificCredential: { ...members(accountId, user, credential), ServicePassword: password } };
}

function members(accountId: string, { name }: User, { id, service, isActive, createdAt }: ServiceCredential) {
  return {
    CreateDate: new Date(createdAt),
    ServiceName: service,
    ServiceUserName: `${name}-at-${accountId}`,
    ServiceSpecificCredentialId: id,
    UserName: name,
    Status: isActive ? "Active" : "Inactive",
  };
}
