import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { flag, integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { iamStore } from "../store.ts";

const everything = (): string => "*";
const alias = {
  AccountAlias: required(text({ min: 3, max: 63, pattern: "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$" })),
};

/** An account has one alias at most: another one takes its place. */
export const createAccountAlias = queryOperation(
  "CreateAccountAlias",
  alias,
  ({ account }, { AccountAlias }) => {
    iamStore(account).settings.alias = AccountAlias;
    return undefined;
  },
  everything,
);

export const deleteAccountAlias = queryOperation(
  "DeleteAccountAlias",
  alias,
  ({ account }, { AccountAlias }) => {
    const { settings } = iamStore(account);
    if (settings.alias !== AccountAlias) {
      throw new Fault("NoSuchEntity", `The account alias ${AccountAlias} cannot be found.`, 404);
    }
    settings.alias = undefined;
    return undefined;
  },
  everything,
);

export const listAccountAliases = queryOperation(
  "ListAccountAliases",
  parameter.paging,
  ({ account }, input) => {
    const { alias: only } = iamStore(account).settings;
    const { items, end } = page(only === undefined ? [] : [only], input, String);
    return { AccountAliases: items, ...end };
  },
  everything,
);

/** Kept and given back: no password is ever asked for. */
export const updateAccountPasswordPolicy = queryOperation(
  "UpdateAccountPasswordPolicy",
  {
    MinimumPasswordLength: integer({ min: 6, max: 128 }),
    RequireSymbols: flag,
    RequireNumbers: flag,
    RequireUppercaseCharacters: flag,
    RequireLowercaseCharacters: flag,
    AllowUsersToChangePassword: flag,
    MaxPasswordAge: integer({ min: 1, max: 1095 }),
    PasswordReusePrevention: integer({ min: 1, max: 24 }),
    HardExpiry: flag,
  },
  ({ account }, input) => {
    const { MaxPasswordAge: age, PasswordReusePrevention: reuse } = input;
    // What is left out goes back to what it was at first.
    iamStore(account).settings.passwordPolicy = {
      MinimumPasswordLength: input.MinimumPasswordLength ?? 6,
      RequireSymbols: input.RequireSymbols ?? false,
      RequireNumbers: input.RequireNumbers ?? false,
      RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
      RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
      AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
      ExpirePasswords: age !== undefined,
      MaxPasswordAge: age,
      PasswordReusePrevention: reuse,
      HardExpiry: input.HardExpiry,
    };
    return undefined;
  },
  everything,
);

export const getAccountPasswordPolicy = queryOperation(
  "GetAccountPasswordPolicy",
  {},
  ({ account }) => {
    const { passwordPolicy } = iamStore(account).settings;
    if (passwordPolicy !== undefined) return { PasswordPolicy: passwordPolicy };
    const message = `The Password Policy with domain name ${account.id} cannot be found.`;
    throw new Fault("NoSuchEntity", message, 404);
  },
  everything,
);

export const deleteAccountPasswordPolicy = queryOperation(
  "DeleteAccountPasswordPolicy",
  {},
  ({ account }) => {
    const { settings } = iamStore(account);
    if (settings.passwordPolicy === undefined) {
      throw new Fault("NoSuchEntity", "The account policy with name PasswordPolicy cannot be found.", 404);
    }
    settings.passwordPolicy = undefined;
    return undefined;
  },
  everything,
);
