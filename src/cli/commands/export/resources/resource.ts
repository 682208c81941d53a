/** A value of a property; a text may hold references. */
export type Value = string | number | boolean | readonly Value[] | Properties;
export interface Properties {
  readonly [name: string]: Value;
}

/** One resource of the proxy, whatever tool is to make it: type, properties and their values under AWS's own names, those of
 * CloudFormation. */
export interface Resource {
  /** Its name among the resources, such as `RestApi`. */
  readonly id: string;
  /** Such as `AWS::ApiGateway::RestApi`. */
  readonly type: string;
  readonly properties: Properties;
  /** Resources that must be there before it, and that its properties do not name. */
  readonly after: readonly string[];
  /** The parameter that must be true for it to be made; undefined for always. */
  readonly when?: string;
}

/** What whoever runs the document has to say: what is secret, or not known without a look. */
export interface Parameter {
  readonly name: string;
  readonly text: string;
  readonly secret: boolean;
  /** It is true or false, and true unless somebody says otherwise. */
  readonly choice?: boolean;
}

/** The proxy as a list of resources, each after those that it needs. */
export interface Description {
  readonly name: string;
  readonly region: string;
  readonly resources: readonly Resource[];
  readonly parameters: readonly Parameter[];
  /** Where the single route answers, after the stage: "" or a path. */
  readonly path: string;
  /** Of what is there already: the ids that AWS has given, by resource; undefined where nothing is to be taken over. */
  readonly existing: Readonly<Record<string, string>> | undefined;
}

type Loose = string | number | boolean | undefined | readonly Loose[] | { readonly [name: string]: Loose };

/** A resource without the properties that are undefined. */
export function resource(
  id: string,
  type: string,
  properties: { readonly [name: string]: unknown },
  after: readonly string[] = [],
): Resource {
  return { id, type, properties: kept(properties as { readonly [name: string]: Loose }), after };
}

function kept(properties: { readonly [name: string]: Loose }): Properties {
  const said = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, plain(value)]));
}

function plain(value: Loose): Value {
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map((one) => plain(one as Loose));
  return typeof value === "object" ? kept(value as { readonly [name: string]: Loose }) : (value ?? "");
}

/** A tag list as most services take it. */
export function tagList(tags: Readonly<Record<string, string>>): readonly Properties[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
