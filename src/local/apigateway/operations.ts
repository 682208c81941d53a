import { getClientCertificates, getDomainNames } from "./operation/absent.ts";
import {
  createDocumentationPart,
  deleteDocumentationPart,
  getDocumentationPart,
  getDocumentationParts,
  updateDocumentationPart,
} from "./documentation/documentation-parts.ts";
import {
  createDocumentationVersion,
  deleteDocumentationVersion,
  getDocumentationVersion,
  getDocumentationVersions,
  updateDocumentationVersion,
} from "./documentation/documentation-versions.ts";
import { importDocumentationParts } from "./documentation/import-documentation-parts.ts";
import { getAccount, updateAccount } from "./account.ts";
import { createApiKey, deleteApiKey, getApiKey, getApiKeys, updateApiKey } from "./api-keys/api-keys.ts";
import { importApiKeys } from "./api-keys/import-api-keys.ts";
import {
  createDeployment,
  deleteDeployment,
  getDeployment,
  getDeployments,
  updateDeployment,
} from "./deployments/deployments.ts";
import {
  createAuthorizer,
  deleteAuthorizer,
  getAuthorizer,
  getAuthorizers,
  updateAuthorizer,
} from "./rest-apis/authorizers.ts";
import {
  deleteGatewayResponse,
  getGatewayResponse,
  getGatewayResponses,
  putGatewayResponse,
  updateGatewayResponse,
} from "./rest-apis/gateway-responses.ts";
import {
  deleteIntegrationResponse,
  getIntegrationResponse,
  putIntegrationResponse,
  updateIntegrationResponse,
} from "./methods/integration-responses.ts";
import { deleteIntegration, getIntegration, putIntegration, updateIntegration } from "./methods/integrations.ts";
import {
  deleteMethodResponse,
  getMethodResponse,
  putMethodResponse,
  updateMethodResponse,
} from "./methods/method-responses.ts";
import { deleteMethod, getMethod, putMethod, updateMethod } from "./methods/methods.ts";
import { createVpcLink, deleteVpcLink, getVpcLink, getVpcLinks, updateVpcLink } from "./methods/vpc-links.ts";
import { testInvokeMethod } from "./methods/test-invoke-method.ts";
import { createModel, deleteModel, getModel, getModels, updateModel } from "./rest-apis/models.ts";
import { getExport } from "./openapi/get-export.ts";
import { importRestApi } from "./openapi/import-rest-api.ts";
import { putRestApi } from "./openapi/put-rest-api.ts";
import type { RestOperation } from "../protocols/rest-json.ts";
import {
  createRequestValidator,
  deleteRequestValidator,
  getRequestValidator,
  getRequestValidators,
  updateRequestValidator,
} from "./rest-apis/request-validators.ts";
import { createResource, deleteResource, getResource, getResources, updateResource } from "./resources/resources.ts";
import { createRestApi, deleteRestApi, getRestApi, getRestApis, updateRestApi } from "./rest-apis/rest-apis.ts";
import {
  createStage,
  deleteStage,
  flushStageAuthorizersCache,
  flushStageCache,
  getStage,
  getStages,
  updateStage,
} from "./stages/stages.ts";
import { getTags, tagResource, untagResource } from "./tags/tags.ts";
import {
  createUsagePlanKey,
  deleteUsagePlanKey,
  getUsagePlanKey,
  getUsagePlanKeys,
} from "./usage-plans/usage-plan-keys.ts";
import {
  createUsagePlan,
  deleteUsagePlan,
  getUsagePlan,
  getUsagePlans,
  updateUsagePlan,
} from "./usage-plans/usage-plans.ts";

/** All operations, in the order in which they are matched. */
export const operations: readonly RestOperation[] = [
  // Before CreateRestApi, which has the same path.
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
  tagResource,
  untagResource,
  getTags,
  getAccount,
  updateAccount,
  createAuthorizer,
  getAuthorizer,
  getAuthorizers,
  updateAuthorizer,
  deleteAuthorizer,
  createDocumentationPart,
  getDocumentationPart,
  getDocumentationParts,
  updateDocumentationPart,
  deleteDocumentationPart,
  importDocumentationParts,
  createDocumentationVersion,
  getDocumentationVersion,
  getDocumentationVersions,
  updateDocumentationVersion,
  deleteDocumentationVersion,
  getDomainNames,
  createVpcLink,
  getVpcLink,
  getVpcLinks,
  updateVpcLink,
  deleteVpcLink,
  getClientCertificates,
  testInvokeMethod,
];
