/** A piece of a template that writes something, or changes the variables. */
export type Statement =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "output"; readonly reference: Reference }
  | { readonly type: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly type: "if"; readonly branches: readonly Branch[] }
  | { readonly type: "foreach"; readonly item: string; readonly list: Expression; readonly body: Block }
  | { readonly type: "define"; readonly name: string; readonly body: Block }
  | { readonly type: "stop" }
  | { readonly type: "break"; readonly scope?: Expression };

export type Block = readonly Statement[];

/** `#if`, `#elseif`, or `#else`, which has no condition. */
export interface Branch {
  readonly condition?: Expression;
  readonly body: Block;
}

/** `$name.property.method(…)[index]`, with what Velocity keeps to print it. */
export interface Reference {
  readonly type: "reference";
  readonly name: string;
  readonly path: readonly Accessor[];
  /** Printed in front of the value: characters and half of the backslashes that preceded the dollar sign. */
  readonly prefix: string;
  /** An odd number of backslashes preceded the dollar sign, so that `source` is printed instead of the value. */
  readonly escaped: boolean;
  /** As written, from the dollar sign on. */
  readonly source: string;
}

export type Accessor =
  | { readonly type: "property"; readonly name: string }
  | { readonly type: "method"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: "index"; readonly key: Expression };

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export type Expression =
  | Reference
  | { readonly type: "constant"; readonly value: string | boolean | bigint | number; readonly source: string }
  | { readonly type: "interpolation"; readonly body: Block; readonly source: string }
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
