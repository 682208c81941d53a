/** A flag of the command line, as data. Its name is in camel case: `dryRun` is --dry-run. */
export interface Flag {
  /** What the help says of it. */
  readonly text: string;
  /** What follows it: `<count>`, `<header...>` for one or more, `[header...]` for none or more, `[file]` for one or none. Left out: a switch. */
  readonly value?: string;
  /** The words that it takes, for shells to complete; it may take others, too. */
  readonly values?: readonly string[];
  /** It switches off: `probe` is --no-probe, and true unless it is given. */
  readonly no?: true;
  /** What the help says of its `--no-` twin, where it has one. */
  readonly twin?: string;
  /** Such as `-q`. */
  readonly short?: string;
  /** It is known, but the help does not list it. */
  readonly hidden?: true;
}

/** Flags by their names. */
export type Flags = Readonly<Record<string, Flag>>;

/** What a command line gives for a flag. */
type Value<F extends Flag> = Flag extends F
  ? unknown
  : F extends { readonly no: true }
    ? boolean
    : F extends { readonly twin: string }
      ? string | boolean | undefined
      : F extends { readonly value: infer V }
        ? V extends `<${string}...>`
          ? readonly string[] | undefined
          : V extends `[${string}...]`
            ? readonly string[] | boolean | undefined
            : V extends `[${string}]`
              ? string | boolean | undefined
              : string | undefined
        : boolean | undefined;

/** The options that a command line gives for these flags; those that switch off are always there. */
export type Given<F extends Flags> = {
  readonly [K in keyof F as F[K] extends { readonly no: true } ? K : never]: Value<F[K]>;
} & { readonly [K in keyof F as F[K] extends { readonly no: true } ? never : K]?: Value<F[K]> };
