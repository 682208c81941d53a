import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mockClient } from "aws-sdk-client-mock";
import type { Clients } from "../../src/aws/clients.ts";
import { lazily } from "../../src/aws/later/lazily.ts";
import { fault } from "./fault.ts";

/** Real clients that send nothing. A call that no test expects is refused, by name. */
export function mockedClients() {
  const options = {
    region: "eu-west-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: new NodeHttpHandler(),
  };
  const clients: Clients = {
    kinesis: new KinesisClient(options),
    iam: new IAMClient(options),
    apigateway: new APIGatewayClient(options),
    sts: new STSClient(options),
    lazily: lazily({ firehose: unexpected, s3: unexpected, logs: unexpected, cloudwatch: unexpected, sns: unexpected }),
  };
  const calls: Call[] = [];
  const aws = {
    kinesis: mockClient(clients.kinesis),
    iam: mockClient(clients.iam),
    apigateway: mockClient(clients.apigateway),
    sts: mockClient(clients.sts),
  };
  aws.kinesis.onAnyCommand().rejects(fault("UnexpectedCall"));
  aws.iam.onAnyCommand().rejects(fault("UnexpectedCall"));
  aws.apigateway.onAnyCommand().rejects(fault("UnexpectedCall"));
  aws.sts.onAnyCommand().rejects(fault("UnexpectedCall"));
  for (const client of [clients.kinesis, clients.iam, clients.apigateway, clients.sts]) listen(client, calls);
  return {
    clients,
    aws,
    calls,
    /** The operations that changed something, in order. */
    changes: (): readonly string[] => calls.map(({ operation }) => operation).filter((name) => !reads.test(name)),
    /** The inputs of the calls of one operation. */
    inputs: (operation: string): readonly unknown[] =>
      calls.filter((call) => call.operation === operation).map(({ input }) => input),
  };
}

export type MockedAws = ReturnType<typeof mockedClients>["aws"];

interface Call {
  /** Such as `CreateStream`. */
  readonly operation: string;
  readonly input: unknown;
}

const reads = /^(Get|List|Describe|Head)/;

const unexpected = (): Promise<never> => Promise.reject(fault("UnexpectedCall"));

/** Notes each call before the mock answers it. */
export function listen(client: object, calls: Call[]): void {
  const sender = client as { send(command: { input: unknown }): Promise<unknown> };
  const mocked = sender.send.bind(sender);
  sender.send = (command) => {
    calls.push({ operation: command.constructor.name.replace(/Command$/, ""), input: command.input });
    return mocked(command);
  };
}
