/** The names that the console uses for the server's shapes. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Account = Schemas["Account"];
export type AccountSettings = Schemas["AccountSettings"];
export type AccountCheck = Schemas["AccountCheck"];
export type Restriction = Schemas["Restriction"];
export type Contact = Schemas["Contact"];
export type MergePlan = Schemas["MergePlan"];
export type Conversation = Schemas["Conversation"];
export type Message = Schemas["Message"];
export type Verdict = Schemas["Verdict"];
export type CallAction = Schemas["CallAction"];
export type Call = Schemas["Call"];
export type CallDetail = Schemas["CallDetail"];
export type Line = Schemas["Line"];
export type Failure = Schemas["Failure"];
/** A refusal. The document promises more fields than a proxy between us and the server may leave. */
export type Problem = Partial<Omit<Schemas["Problem"], "code">> & { code?: string };
export type PermissionGroup = Schemas["PermissionGroup"];
export type Department = Schemas["Department"];
export type User = Schemas["User"];
export type Invitation = Schemas["Invitation"];
export type CallSettings = Schemas["CallSettings"];
export type CallHours = Schemas["CallHours"];
export type AuditEntry = Schemas["AuditEntry"];
export type OwnSession = Schemas["OwnSession"];
export type Token = Schemas["Token"];
export type Estimate = Schemas["Estimate"];
export type RateCard = Schemas["RateCard"];
export type RateCardReading = Schemas["RateCardReading"];
export type RateCards = Schemas["RateCards"];
export type CallCheck = Schemas["CallCheck"];
export type Gate = Schemas["Gate"];
export type ContactNote = Schemas["ContactNote"];
export type AuthorizationEvent = Schemas["AuthorizationEvent"];
export type CustomField = Schemas["CustomField"];
export type QuickReply = Schemas["QuickReply"];
export type Closing = Schemas["Closing"];
export type Pipeline = Schemas["Pipeline"];
export type Stage = Schemas["Stage"];
export type Deal = Schemas["Deal"];
export type DealEvent = Schemas["DealEvent"];
export type BoardColumn = Schemas["BoardColumn"];
export type Notice = Schemas["Notice"];
export type Template = Schemas["Template"];
