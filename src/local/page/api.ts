// The page's API under /_local/api/, as JSON. Types only, for both sides of the wire.
export type { ApiError } from "./api/api-error.ts";
export type { ApiSummary, ApiView, Edit, KeyView, RouteView, StageView, TemplateView } from "./api/api-view.ts";
export type { Hello, LiveEvent } from "./api/live-event.ts";
export type { Body, Header, Message } from "./api/message.ts";
export type { KeptFile, NewRequest, RenderInput, RenderResult, Replayed, ReplayInput } from "./api/replay.ts";
export type { Advice, Kept, Refused, RequestList, RequestRow, Stored } from "./api/request-row.ts";
export type {
  Content,
  Copies,
  IntegrationPhase,
  Phase,
  PutPlace,
  RequestWay,
  SentRequest,
  SimplePhase,
  TemplatePhase,
  TemplateValue,
} from "./api/request-way.ts";
export type { KeyPlace, RecordList, RecordView, ShardView, StreamSummary, StreamView } from "./api/stream-view.ts";
export type { PhaseName } from "../execute-api/trail/phases.ts";
