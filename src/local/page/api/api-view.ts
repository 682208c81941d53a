/** A REST API in the list. */
export interface ApiSummary {
  readonly region: string;
  readonly apiId: string;
  readonly name: string;
  readonly stages: readonly { readonly name: string; readonly url: string }[];
  /** Edits that some stage does not serve yet. */
  readonly edits: number;
  /** The command that brings it up again, and the one that prints its API key; absent where it is no proxy's. */
  readonly up?: string;
  readonly showKey?: string;
}

/** A REST API: what its stages serve, and what was edited since. */
export interface ApiView extends ApiSummary {
  readonly stageViews: readonly StageView[];
  readonly keys: readonly KeyView[];
}

/** What a stage serves, and how the definition differs. */
export interface StageView {
  readonly name: string;
  readonly url: string;
  readonly deploymentId: string;
  /** Milliseconds since 1970; absent when the deployment was deleted. */
  readonly deployedAt?: number;
  readonly description?: string;
  readonly routes: readonly RouteView[];
  /** A sentence for each statement of the resource policy; empty when there is none. */
  readonly policy: readonly string[];
  readonly policyText?: string;
  /** The stage's own settings. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** What was changed since and is not served. */
  readonly edits: readonly Edit[];
}

/** A change that is not deployed: "POST /: the request template for application/json was changed." */
export interface Edit {
  readonly says: string;
  /** As it is served. */
  readonly before?: string;
  /** As it was edited. */
  readonly after?: string;
}

/** A method that a stage serves. */
export interface RouteView {
  readonly method: string;
  readonly path: string;
  /** "Writes a record into the stream orders (PutRecord)." */
  readonly says: string;
  /** "An API key is needed." */
  readonly demands: readonly string[];
  readonly templates: readonly TemplateView[];
  readonly responses: readonly {
    readonly status: string;
    /** "" for the one that is taken where no other fits. */
    readonly pattern: string;
    readonly templates: readonly TemplateView[];
  }[];
}

/** A template under its content type. */
export interface TemplateView {
  readonly contentType: string;
  readonly text: string;
}

/** An API key, without its value. */
export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly plans: readonly string[];
}
