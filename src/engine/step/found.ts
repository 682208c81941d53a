/** What `find` sees of a resource; each step adds its facts. */
export interface Found {
  /** Ids and ARNs: what the state file keeps and `--json` prints. */
  readonly ids: object;
  /** Made by this tool: it, or the resource that holds it, carries our tag. What is not ours is used, never changed or removed. */
  readonly ours: boolean;
  /** The proxy whose tag it carries, where that is another one. */
  readonly owner?: string | undefined;
  /** Made by others and taken over by `import`: managed as ours, but left by `down`. */
  readonly imported?: boolean;
  /** Made by this tool for all of the account, and so not ours any more: who else needs it. */
  readonly shared?: string | undefined;
  /** Not ours, but named by the user to hold what is: our parts go into it and out of it one by one. */
  readonly adopted?: boolean;
}

/** A step's name and the type of what it finds. */
export interface StepRef<F extends Found = Found> {
  readonly name: string;
  find(ctx: never): Promise<F | undefined>;
}
