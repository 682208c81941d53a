import type { DocumentationVersion } from "../definition.ts";

/** How a definition is to be written. */
export interface Manner {
  /** OpenAPI 2, not 3. */
  readonly isSwagger: boolean;
  /** With `x-amazon-apigateway-integration`. */
  readonly integrations: boolean;
  /** With `x-amazon-apigateway-authorizer`. */
  readonly authorizers: boolean;
  /** With API Gateway's other extensions. */
  readonly settings: boolean;
  readonly description: string | undefined;
  readonly version: string;
  /** The documentation of the stage. */
  readonly documentation: DocumentationVersion | undefined;
  readonly vpcEndpointIds: readonly string[] | undefined;
}
