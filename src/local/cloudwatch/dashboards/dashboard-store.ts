import type { Account, Corner } from "../../account/account.ts";
import { Fault } from "../../fault.ts";
import { invalidValue } from "../faults.ts";

/** A dashboard. */
export interface Dashboard {
  readonly name: string;
  readonly arn: string;
  /** JSON, as it was put. */
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

const corner: Corner<Map<string, Dashboard>> = { name: "cloudwatch.dashboards", make: () => new Map() };

/** The dashboards of the account by name: they are of no region. */
export function dashboardsOf(account: Account): Map<string, Dashboard> {
  return account.corner(corner, "");
}

/** Throws InvalidParameterValue for a name that no dashboard can have. */
export function checkDashboardName(name: string): void {
  if (!/^[A-Za-z0-9_-]*$/.test(name)) {
    // The line end is AWS's.
    throw invalidValue(
      "The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n",
    );
  }
  if (name.length === 0 || name.length > 255) {
    throw invalidValue("The value for field DashboardName must have a length between 1 and 255.");
  }
}

/** There are no such dashboards. */
export function noDashboard(names: readonly string[]): Fault {
  const which =
    names.length === 1 ? `Dashboard ${names[0]} does not exist` : `Dashboards ${names.join(", ")} do not exist`;
  return new Fault("DashboardNotFoundError", which, 404);
}
