import {
  getAuthorizers,
  getClientCertificates,
  getDocumentationParts,
  getDocumentationVersions,
  getDomainNames,
  getVpcLinks,
} from "./absent.ts";
import { getAccount, updateAccount } from "./account.ts";
import { createApiKey, deleteApiKey, getApiKey, getApiKeys, updateApiKey } from "./api-keys.ts";
import { createDeployment, deleteDeployment, getDeployment, getDeployments, updateDeployment } from "./deployments.ts";
import {
  deleteGatewayResponse,
  getGatewayResponse,
  getGatewayResponses,
  putGatewayResponse,
  updateGatewayResponse,
} from "./gateway-responses.ts";
import {
  deleteIntegrationResponse,
  getIntegrationResponse,
  putIntegrationResponse,
  updateIntegrationResponse,
} from "./integration-responses.ts";
import { deleteIntegration, getIntegration, putIntegration, updateIntegration } from "./integrations.ts";
import {
  deleteMethodResponse,
  getMethodResponse,
  putMethodResponse,
  updateMethodResponse,
} from "./method-responses.ts";
import { deleteMethod, getMethod, putMethod, updateMethod } from "./methods.ts";
import { createModel, deleteModel, getModel, getModels, updateModel } from "./models.ts";
import { getExport } from "./openapi/get-export.ts";
import { importRestApi } from "./openapi/import-rest-api.ts";
import { putRestApi } from "./openapi/put-rest-api.ts";
import type { ApigatewayOperation } from "./operation.ts";
import {
  createRequestValidator,
  deleteRequestValidator,
  getRequestValidator,
  getRequestValidators,
  updateRequestValidator,
} from "./request-validators.ts";
import { createResource, deleteResource, getResource, getResources, updateResource } from "./resources.ts";
import { createRestApi, deleteRestApi, getRestApi, getRestApis, updateRestApi } from "./rest-apis.ts";
import {
  createStage,
  deleteStage,
  flushStageAuthorizersCache,
  flushStageCache,
  getStage,
  getStages,
  updateStage,
} from "./stages.ts";
import { getTags, tagResource, untagResource } from "./tags.ts";
import { createUsagePlanKey, deleteUsagePlanKey, getUsagePlanKey, getUsagePlanKeys } from "./usage-plan-keys.ts";
import { createUsagePlan, deleteUsagePlan, getUsagePlan, getUsagePlans, updateUsagePlan } from "./usage-plans.ts";

/** All operations that need nothing of the other services. */
export const operations: readonly ApigatewayOperation[] = [
  // Before CreateRestApi, whose path it shares.
  importRestApi,
  putRestApi,
  getExport,
  createRestApi,
  getRestApi,
  getRestApis,
  updateRestApi,
  deleteRestApi,
  createResource,
  getResource,
  getResources,
  updateResource,
  deleteResource,
  putMethod,
  getMethod,
  updateMethod,
  deleteMethod,
  putMethodResponse,
  getMethodResponse,
  updateMethodResponse,
  deleteMethodResponse,
  putIntegration,
  getIntegration,
  updateIntegration,
  deleteIntegration,
  putIntegrationResponse,
  getIntegrationResponse,
  updateIntegrationResponse,
  deleteIntegrationResponse,
  createDeployment,
  getDeployment,
  getDeployments,
  updateDeployment,
  deleteDeployment,
  createStage,
  getStage,
  getStages,
  updateStage,
  deleteStage,
  flushStageCache,
  flushStageAuthorizersCache,
  createModel,
  getModel,
  getModels,
  updateModel,
  deleteModel,
  createRequestValidator,
  getRequestValidator,
  getRequestValidators,
  updateRequestValidator,
  deleteRequestValidator,
  putGatewayResponse,
  getGatewayResponse,
  getGatewayResponses,
  updateGatewayResponse,
  deleteGatewayResponse,
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
  tagResource,
  untagResource,
  getTags,
  getAccount,
  updateAccount,
  getAuthorizers,
  getDocumentationParts,
  getDocumentationVersions,
  getDomainNames,
  getVpcLinks,
  getClientCertificates,
];
