export type { CommandInput, CommandName, CommandResult } from "../control/commands.ts";
export type {
  ActionView,
  BanView,
  ConversationView,
  LogEntryView,
  MailView,
  MessageView,
} from "../control/views.ts";
export type { FaultInput } from "../faults/fault.ts";
export type { DemoCredentials } from "../seed/demo.ts";
export type { RequestRecord, RequestSummary } from "../traffic/request-log.ts";
export { ControlClient, ControlError, connectControl } from "./control-client.ts";
