/** A statement of a policy for the operator: always an Allow. */
export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The services that roles are passed to; only for iam:PassRole. */
  readonly passedTo?: readonly string[] | undefined;
}

/** The same in as few statements as allow no more: those with the same resources become one, then those with the same actions. */
export function merged(statements: readonly Statement[]): readonly Statement[] {
  const byResources = grouped(statements, ({ resources, passedTo }) => [distinct(resources), passedTo]);
  return grouped(byResources, ({ actions, passedTo }) => [distinct(actions), passedTo]);
}

function grouped(statements: readonly Statement[], key: (one: Statement) => unknown): readonly Statement[] {
  const groups = new Map<string, Statement>();
  for (const one of statements) {
    const group = JSON.stringify(key(one));
    const before = groups.get(group);
    groups.set(group, {
      sid: before?.sid ?? one.sid,
      actions: distinct([...(before?.actions ?? []), ...one.actions]),
      resources: distinct([...(before?.resources ?? []), ...one.resources]),
      passedTo: one.passedTo,
    });
  }
  return [...groups.values()];
}

/** The most characters of a managed policy, without white space.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MOST = 6_144;

/** The document of a policy, ready for IAM; without names of its statements where these would make it too long. */
export function policyDocument(statements: readonly Statement[]): object {
  const all = merged(statements);
  const named = document(all, true);
  return countedSize(named) <= MOST ? named : document(all, false);
}

function document(statements: readonly Statement[], named: boolean): object {
  const count = new Map<string, number>();
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ sid, actions, resources, passedTo }) => {
      const number = (count.get(sid) ?? 0) + 1;
      count.set(sid, number);
      return {
        ...(named && { Sid: number === 1 ? sid : `${sid}${number}` }),
        Effect: "Allow",
        Action: shortest(actions),
        Resource: shortest(resources),
        ...(passedTo !== undefined && { Condition: { StringEquals: { "iam:PassedToService": shortest(passedTo) } } }),
      };
    }),
  };
}

/** The characters of a policy that IAM counts: white space is free. */
export function countedSize(policy: object): number {
  return JSON.stringify(policy).length;
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}

function shortest(words: readonly string[]): string | readonly string[] {
  const [only] = words;
  return words.length === 1 && only !== undefined ? only : words;
}
