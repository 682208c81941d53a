/** Who asks for the words: what the hints may name. */
export interface Asker {
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Of the credentials, where one was named. */
  readonly profile?: string | undefined;
  /** Host and port of the proxy on the way to AWS. */
  readonly proxy?: string | undefined;
  /** The built-in local AWS was asked for. */
  readonly local: boolean;
}

/** What is said of an error. */
export interface Words {
  readonly message: string;
  readonly hint?: string;
}
