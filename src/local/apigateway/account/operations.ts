import { importApiKeys } from "../api-keys/import-api-keys.ts";
import { createApiKey, getApiKey, getApiKeys, updateApiKey, deleteApiKey } from "../api-keys/api-keys.ts";
import {
  createUsagePlan,
  getUsagePlan,
  getUsagePlans,
  updateUsagePlan,
  deleteUsagePlan,
} from "../usage-plans/usage-plans.ts";
import {
  createUsagePlanKey,
  getUsagePlanKey,
  getUsagePlanKeys,
  deleteUsagePlanKey,
} from "../usage-plans/usage-plan-keys.ts";
import { getSdk, getSdkType, getSdkTypes } from "./sdk-types.ts";
import { getUsage, updateUsage } from "../usage-plans/usage.ts";
import { tagResource, untagResource, getTags } from "../tags/tags.ts";
import { getAccount, updateAccount } from "./account.ts";
import {
  createBasePathMapping,
  deleteBasePathMapping,
  getBasePathMapping,
  getBasePathMappings,
  updateBasePathMapping,
} from "../domain-names/base-path-mappings.ts";
import {
  createDomainName,
  deleteDomainName,
  getDomainName,
  getDomainNames,
  updateDomainName,
} from "../domain-names/domain-names.ts";
import {
  deleteClientCertificate,
  generateClientCertificate,
  getClientCertificate,
  getClientCertificates,
  updateClientCertificate,
} from "./client-certificates.ts";
import { createVpcLink, getVpcLink, getVpcLinks, updateVpcLink, deleteVpcLink } from "../methods/vpc-links.ts";
import type { RestOperation } from "../../protocols/rest-json.ts";

/** Operations on what an account has beside its REST APIs, in the order in which they are matched. */
export const accountOperations: readonly RestOperation[] = [
  // Before CreateApiKey, which has the same path.
  importApiKeys,
  createApiKey,
  getApiKey,
  getApiKeys,
  updateApiKey,
  deleteApiKey,
  createUsagePlan,
  getUsagePlan,
  getUsagePlans,
  updateUsagePlan,
  deleteUsagePlan,
  createUsagePlanKey,
  getUsagePlanKey,
  getUsagePlanKeys,
  deleteUsagePlanKey,
  getUsage,
  updateUsage,
  tagResource,
  untagResource,
  getTags,
  getAccount,
  updateAccount,
  createDomainName,
  getDomainName,
  getDomainNames,
  updateDomainName,
  deleteDomainName,
  createBasePathMapping,
  getBasePathMapping,
  getBasePathMappings,
  updateBasePathMapping,
  deleteBasePathMapping,
  createVpcLink,
  getVpcLink,
  getVpcLinks,
  updateVpcLink,
  deleteVpcLink,
  generateClientCertificate,
  getClientCertificate,
  getClientCertificates,
  updateClientCertificate,
  deleteClientCertificate,
  getSdkTypes,
  getSdkType,
  getSdk,
];
