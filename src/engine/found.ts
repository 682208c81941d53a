/** The ids and ARNs of each step: what the state file keeps and what `--json` prints. */
export interface Ids {
  readonly role: { readonly name: string; readonly arn: string; readonly policyArn: string };
  readonly api: {
    readonly id: string;
    readonly rootResourceId: string;
    /** The endpoint does not change the tags of a REST API. */
    readonly tagless?: boolean;
  };
  readonly access: { readonly allow: readonly string[] };
  /** `tagless`: the endpoint gives a stage no tags. */
  readonly deployment: { readonly id: string; readonly stage: string; readonly tagless?: boolean };
  readonly key: { readonly id: string; readonly usagePlanId: string };
}

export type StepName = keyof Ids;

export interface Seen<K extends StepName> {
  readonly ids: Ids[K];
  /** Made by this tool: it, or the API that holds it, carries our tag. What is not ours is used, never changed, never deleted. */
  readonly ours: boolean;
  /** The proxy whose tag it carries, where that is another one. */
  readonly owner?: string | undefined;
  /** Made by somebody else and taken over by `import`: looked after as ours, but left by `down`. */
  readonly imported?: boolean;
  /** Not ours, but named by the user to hold what is: our parts go into it and out of it one by one. */
  readonly adopted?: boolean;
}

/** The facts about each resource that `verify` compares. */
export interface Facts {
  readonly role: {
    /** The role itself is there; false when only its policy is left. */
    readonly present: boolean;
    /** The region whose proxy of the same name it belongs to, where that is another one. */
    readonly elsewhere?: string | undefined;
    /** Policy documents as JSON text; undefined when there is none. */
    readonly trust: string;
    readonly policy: string | undefined;
    readonly policyOurs: boolean;
    readonly attached: boolean;
    /** The customer's key that the stream has, or is to have; "unknown" to a caller who may not look. */
    readonly streamKey?: StreamKey | "unknown" | undefined;
    /** To how many others, beside the role, the policy is attached. */
    readonly otherUses: number;
    /** Managed policies that somebody else attached to it. */
    readonly otherPolicies: readonly string[];
  };
  readonly api: {
    readonly name: string;
    readonly endpointTypes: readonly string[];
    readonly binaryMediaTypes: readonly string[];
    /** HEADER, or AUTHORIZER: then the header of an API key is not looked at. */
    readonly apiKeySource: string;
    /** Tags that tell where the proxy's parts are, for when the state file is lost. */
    readonly recall: Readonly<Record<string, string>>;
  };
  readonly access: {
    /** The resource policy as JSON text. */
    readonly policy: string;
  };
  readonly deployment: {
    /** The stage bears our tag. */
    readonly marked: boolean;
    /** Fingerprint of what the stage serves, as its deployment's description tells; undefined when it tells none. */
    readonly deployed: string | undefined;
    /** Fingerprint of what is configured now. */
    readonly configured: string;
    /** What some requests get instead, such as "50 % to deployment a1b2c3"; undefined for no canary. */
    readonly canary?: string | undefined;
  };
  readonly key: {
    readonly enabled: boolean;
    /** `apiId:stage` of each stage that the usage plan covers. */
    readonly stages: readonly string[];
    /** The key is in the plan. */
    readonly planned: boolean;
  };
}

/** A customer's key: its ARN, or all keys and the alias that narrows them down. */
export interface StreamKey {
  readonly arn: string;
  readonly alias?: string;
}

/** What `find` sees of each resource: its ids, whose it is, and its facts. */
export type Found = { [K in StepName]: Seen<K> & Facts[K] };
