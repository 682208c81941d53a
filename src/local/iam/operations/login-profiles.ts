import { Fault } from "../../fault.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { save } from "../kind.ts";
import { users } from "../kinds.ts";
import type { LoginProfile, User } from "../store.ts";
import { about, change } from "./about.ts";

// There is no console to sign in to: that there is a password is kept, the password is not.
const password = text({ min: 1, max: 128 });

export const createLoginProfile = change(
  users,
  "CreateLoginProfile",
  { Password: required(password), PasswordResetRequired: flag },
  ({ account }, user, { PasswordResetRequired: mustChange = false }) => {
    if (user.login !== undefined) {
      throw new Fault("EntityAlreadyExists", `Login Profile for user ${user.name} already exists.`, 409);
    }
    const login: LoginProfile = { createdAt: account.clock.now(), mustChange };
    save(users, account, { ...user, login });
    return { LoginProfile: loginMembers(user, login) };
  },
);

export const getLoginProfile = about(users, "GetLoginProfile", {}, (_, user) => ({
  LoginProfile: loginMembers(user, loginOf(user)),
}));

export const updateLoginProfile = change(
  users,
  "UpdateLoginProfile",
  { Password: password, PasswordResetRequired: flag },
  ({ account }, user, { PasswordResetRequired }) => {
    const login = loginOf(user);
    save(users, account, { ...user, login: { ...login, mustChange: PasswordResetRequired ?? login.mustChange } });
    return undefined;
  },
);

export const deleteLoginProfile = change(users, "DeleteLoginProfile", {}, ({ account }, user) => {
  loginOf(user);
  const { login: _, ...rest } = user;
  save(users, account, rest);
  return undefined;
});

function loginOf({ name, login }: User): LoginProfile {
  if (login === undefined) throw new Fault("NoSuchEntity", `Login Profile for User ${name} cannot be found.`, 404);
  return login;
}

function loginMembers({ name }: User, { createdAt, mustChange }: LoginProfile): XmlMembers {
  return { UserName: name, CreateDate: new Date(createdAt), PasswordResetRequired: mustChange };
}
