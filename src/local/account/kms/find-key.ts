import { Fault } from "../../fault.ts";
import { managedPolicy } from "./default-policy.ts";
import type { Key, Place } from "./key.ts";
import { keyStore, kmsArn, makeAlias, makeKey } from "./key-store.ts";

/** The aliases that AWS has set aside for its services. Their keys are made when somebody first asks for them. */
export const managedAliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dynamodb: "DynamoDB tables",
    ebs: "EBS volumes",
    kinesis: "Kinesis data",
    lambda: "Lambda functions",
    rds: "RDS database volumes",
    s3: "S3 objects",
    secretsmanager: "Secrets Manager data",
    sns: "SNS data",
    sqs: "SQS messages",
    ssm: "SSM parameters",
  }).map(([service, what]) => [`alias/aws/${service}`, what]),
);

/** The key of that id or ARN, or, where aliases will do, of that alias or its ARN. Throws NotFoundException. */
export function findKey(place: Place, keyId: string, aliases = true): Key {
  const [, region = place.region, resource = `key/${keyId}`] = /^arn:[^:]+:kms:([^:]*):[^:]*:(.*)$/.exec(keyId) ?? [];
  if (region !== place.region) throw notFound(`Invalid arn ${region}`);
  const name = aliasIn(keyId);
  if (name !== undefined) {
    if (!aliases) throw notFound(`Invalid keyId '${keyId}'`);
    return named(place, name, keyId);
  }
  const id = resource.replace(/^key\//, "");
  if (!/^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(id)) {
    throw notFound(`Invalid keyId '${id}'`);
  }
  const key = keyStore(place).keys.get(id);
  // Each ARN has its account in it.
  if (key === undefined || (keyId.startsWith("arn:") && key.arn !== keyId)) {
    throw notFound(`Key '${keyId.startsWith("arn:") ? keyId : kmsArn(place, `key/${id}`)}' does not exist`);
  }
  return key;
}

/** The alias that the id or ARN names; undefined for one of a key. */
export function aliasIn(keyId: string): string | undefined {
  return /^(?:arn:[^:]+:kms:[^:]*:[^:]*:)?(alias\/.+)$/s.exec(keyId)?.[1];
}

/** There is no such alias. */
export function noAlias(place: Place, name: string): Fault {
  return notFound(`Alias ${name.startsWith("arn:") ? name : kmsArn(place, name)} is not found.`);
}

function named(place: Place, name: string, keyId: string): Key {
  const { aliases, keys } = keyStore(place);
  if (keyId.startsWith("arn:") && kmsArn(place, name) !== keyId) throw noAlias(place, keyId);
  const key = keys.get(aliases.get(name)?.keyId ?? "") ?? managed(place, name);
  if (key === undefined) throw noAlias(place, name);
  return key;
}

function managed(place: Place, alias: string): Key | undefined {
  const what = managedAliases.get(alias);
  if (what === undefined) return undefined;
  const key = makeKey(place, {
    manager: "AWS",
    description: `Default key that protects my ${what} when no other key is defined`,
    policy: managedPolicy(place, alias.slice("alias/aws/".length)),
    rotation: { days: 365, since: place.account.clock.now() },
  });
  makeAlias(place, alias, key.id);
  return key;
}

function notFound(message: string): Fault {
  return new Fault("NotFoundException", message);
}
