import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { oneOf } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { badRequest } from "../faults.ts";
import { gatewayOf, nowInSeconds } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { randomId } from "../random-id.ts";
import { planOf } from "../usage-plans/usage-plans.ts";
import { defined } from "../without.ts";
import { checkKey } from "./api-keys.ts";
import type { ApiKeyRecord } from "./key-definition.ts";
import { readCsv } from "./read-csv.ts";

/** ImportApiKeys: keys from a file of comma-separated values. A key that is there, by its value, is overwritten.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html */
export const importApiKeys = operation({
  name: "ImportApiKeys",
  route: "POST /apikeys",
  where: { mode: "import" },
  ok: 201,
  query: ["format", "failonwarnings"],
  asked: { format: required(oneOf("csv")) },
  payload: true,
  run(scope, { failonwarnings }, payload) {
    const wanted: Row[] = [];
    const warnings: string[] = [];
    for (const [at, row] of rowsOf(payload.toString("utf8")).entries()) {
      try {
        check(scope, row);
        wanted.push(row);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        // The sentence around it is ours: no document shows one of AWS's.
        warnings.push(`Unable to import API Key in row ${at + 1}: ${error.message}`);
      }
    }
    if (failonwarnings?.[0] === "true" && warnings.length > 0) {
      throw badRequest(["Warnings found during import:", ...warnings].join("\n\t"));
    }
    const ids = new Set(wanted.map((row) => put(scope, row)));
    return { ids: [...ids], ...(warnings.length === 0 ? {} : { warnings }) };
  },
});

interface Row {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly planIds: readonly string[];
}

/** Names of columns are taken in any order and spelling; those that are not known say nothing. Throws BadRequestException. */
function rowsOf(text: string): readonly Row[] {
  const [header = [], ...rows] = readCsv(text.replace(/^\uFEFF/, ""));
  const columns = header.map((name) => name.toLowerCase());
  if (!columns.includes("name") || !columns.includes("key")) {
    throw badRequest("Invalid API Key file: it must have the columns Name and Key.");
  }
  return rows.map((row) => {
    const cell = (column: string): string => row[columns.indexOf(column)] ?? "";
    const planIds = cell("usageplanids").split(",");
    return {
      name: cell("name"),
      value: cell("key"),
      description: cell("description"),
      enabled: !/^false$/i.test(cell("enabled")),
      planIds: planIds.map((id) => id.trim()).filter((id) => id !== ""),
    };
  });
}

function check(scope: Scope, row: Row): void {
  if (row.value === "") throw badRequest("API Key value should be at least 20 characters");
  checkKey(row);
  for (const id of row.planIds) planOf(scope, id);
}

/** Makes or overwrites the key, and gives its id. */
function put(scope: Scope, { name, value, description, enabled, planIds }: Row): string {
  const { apiKeys } = gatewayOf(scope);
  const now = nowInSeconds(scope);
  const before = [...apiKeys.values()].find((key) => key.value === value);
  const { id, createdDate, stageKeys, tags, customerId } = before ?? {
    id: randomId(10),
    createdDate: now,
    stageKeys: [],
  };
  const key: ApiKeyRecord = {
    ...defined({ tags, customerId, name: name || undefined, description: description || undefined }),
    id,
    value,
    enabled,
    createdDate,
    lastUpdatedDate: now,
    stageKeys,
  };
  apiKeys.set(id, key);
  for (const planId of planIds) planOf(scope, planId).keyIds.add(id);
  return id;
}
