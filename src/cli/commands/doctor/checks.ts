import type { Check } from "./check.ts";
import { apiGateway } from "./checks/api-gateway.ts";
import { caller } from "./checks/caller.ts";
import { clock } from "./checks/clock.ts";
import { credentials } from "./checks/credentials.ts";
import { endpoint } from "./checks/endpoint.ts";
import { kms } from "./checks/kms.ts";
import { loggingRole } from "./checks/logging-role.ts";
import { names } from "./checks/names.ts";
import { node } from "./checks/node.ts";
import { passRole } from "./checks/pass-role.ts";
import { permissions } from "./checks/permissions.ts";
import { proxy } from "./checks/proxy.ts";
import { quotas } from "./checks/quotas.ts";
import { region } from "./checks/region.ts";
import { settings } from "./checks/settings.ts";
import { state } from "./checks/state.ts";
import { stateAccount } from "./checks/state-account.ts";
import { version } from "./checks/version.ts";

/** Every check, in the order of its lines. */
export const checks: readonly Check[] = [
  node,
  version,
  settings,
  state,
  region,
  proxy,
  endpoint,
  apiGateway,
  clock,
  credentials,
  caller,
  stateAccount,
  permissions,
  passRole,
  kms,
  loggingRole,
  quotas,
  names,
];
