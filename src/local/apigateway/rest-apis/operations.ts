import { importRestApi } from "../openapi/import-rest-api.ts";
import { putRestApi } from "../openapi/put-rest-api.ts";
import { getExport } from "../openapi/get-export.ts";
import { createRestApi, getRestApi, getRestApis, updateRestApi, deleteRestApi } from "./rest-apis.ts";
import { createResource, getResource, getResources, updateResource, deleteResource } from "../resources/resources.ts";
import { putMethod, getMethod, updateMethod, deleteMethod } from "../methods/methods.ts";
import {
  putMethodResponse,
  getMethodResponse,
  updateMethodResponse,
  deleteMethodResponse,
} from "../methods/method-responses.ts";
import { putIntegration, getIntegration, updateIntegration, deleteIntegration } from "../methods/integrations.ts";
import {
  putIntegrationResponse,
  getIntegrationResponse,
  updateIntegrationResponse,
  deleteIntegrationResponse,
} from "../methods/integration-responses.ts";
import {
  createDeployment,
  getDeployment,
  getDeployments,
  updateDeployment,
  deleteDeployment,
} from "../deployments/deployments.ts";
import {
  createStage,
  getStage,
  getStages,
  updateStage,
  deleteStage,
  flushStageCache,
  flushStageAuthorizersCache,
} from "../stages/stages.ts";
import { createModel, getModel, getModelTemplate, getModels, updateModel, deleteModel } from "./models.ts";
import {
  createRequestValidator,
  getRequestValidator,
  getRequestValidators,
  updateRequestValidator,
  deleteRequestValidator,
} from "./request-validators.ts";
import {
  putGatewayResponse,
  getGatewayResponse,
  getGatewayResponses,
  updateGatewayResponse,
  deleteGatewayResponse,
} from "./gateway-responses.ts";
import { createAuthorizer, getAuthorizer, getAuthorizers, updateAuthorizer, deleteAuthorizer } from "./authorizers.ts";
import {
  createDocumentationPart,
  getDocumentationPart,
  getDocumentationParts,
  updateDocumentationPart,
  deleteDocumentationPart,
} from "./documentation/documentation-parts.ts";
import { importDocumentationParts } from "./documentation/import-documentation-parts.ts";
import {
  createDocumentationVersion,
  getDocumentationVersion,
  getDocumentationVersions,
  updateDocumentationVersion,
  deleteDocumentationVersion,
} from "./documentation/documentation-versions.ts";
import { testInvokeMethod } from "../methods/test-invoke-method.ts";
import type { RestOperation } from "../../protocols/rest-json.ts";

/** Operations on REST APIs and what is in them, in the order in which they are matched. */
export const restApiOperations: readonly RestOperation[] = [
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
  getModelTemplate,
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
  testInvokeMethod,
];
