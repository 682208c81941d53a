/** A parsed template: what it writes, and the macros that it defines, by name. */
export interface Template {
  readonly body: Block;
  readonly macros: ReadonlyMap<string, Macro>;
}

/** A piece of a template that writes something, or changes the variables. */
export type Statement =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "output"; readonly reference: Reference }
  | { readonly type: "set"; readonly target: Reference; readonly name: string; readonly value: Expression }
  | { readonly type: "if"; readonly branches: readonly Branch[] }
  | Foreach
  | { readonly type: "define"; readonly name: string; readonly body: Block }
  | { readonly type: "stop"; readonly message?: Expression }
  | { readonly type: "break"; readonly scope?: Expression }
  | { readonly type: "evaluate"; readonly source: Expression }
  | { readonly type: "load"; readonly directive: "parse" | "include"; readonly sources: readonly Expression[] }
  | Call;

/** Statements in a row. */
export type Block = readonly Statement[];

/** `#if`, `#elseif`, or `#else`, which has no condition. */
export interface Branch {
  readonly condition?: Expression;
  readonly body: Block;
}

/** `#foreach`. Arguments count by position: the third is the list, and a fourth replaces the body. Without a list it fails when
 * it is rendered. */
export interface Foreach {
  readonly type: "foreach";
  readonly item: string;
  readonly list: Expression | undefined;
  readonly body: Block;
}

/** `#name(…)`: a macro where there is one when it is rendered, else text. */
export interface Call {
  readonly type: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  /** What stands between `#@name(…)` and its `#end`. */
  readonly body: Block | undefined;
  readonly text: string;
  /** An argument that no macro takes. */
  readonly word: string | undefined;
}

/** What `#macro` defines. */
export interface Macro {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Block;
}

/** `$name.property.method(…)[index]`, with what Velocity keeps to print it. */
export interface Reference {
  readonly type: "reference";
  readonly name: string;
  readonly path: readonly Accessor[];
  /** Printed in front of the value: characters and half of the backslashes that preceded the dollar sign. */
  readonly prefix: string;
  /** An odd number of backslashes preceded the dollar sign, so that `nullText` is printed instead of the value. */
  readonly escaped: boolean;
  /** What is printed where there is no value to print; that of a quiet reference is empty. */
  readonly nullText: string;
  /** `name` without a dollar sign, among the arguments of a method, prints as itself and has no value; `$\!name` neither. */
  readonly form: "reference" | "bare" | "escaped quiet";
  /** As written, from the dollar sign on. */
  readonly source: string;
}

/** One step of a reference. */
export type Accessor =
  | { readonly type: "property"; readonly name: string }
  | { readonly type: "method"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: "index"; readonly key: Expression };

/** Operators with two sides. */
export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

/** What has a value. */
export type Expression =
  | Reference
  | { readonly type: "constant"; readonly value: string | boolean | bigint | number; readonly source: string }
  | { readonly type: "word"; readonly source: string }
  | { readonly type: "interpolation"; readonly body: Block; readonly cut: boolean; readonly source: string }
  | { readonly type: "list"; readonly items: readonly Expression[]; readonly source: string }
  | { readonly type: "range"; readonly from: Expression; readonly to: Expression; readonly source: string }
  | {
      readonly type: "map";
      readonly entries: readonly (readonly [key: Expression, value: Expression])[];
      readonly source: string;
    }
  | { readonly type: "not"; readonly operand: Expression; readonly source: string }
  | {
      readonly type: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly source: string;
    };
