import type { ConnectorState, MirrorStatus } from "@holdfast/contracts/mirror-status";
import { worded } from "@holdfast/contracts/worded";
import type { Observation } from "@holdfast/domain/run/judge-effect";
import { done, type Finding, finding, waiting } from "../define-step";

/** What both steps of a mirror maker are about. */
export const mirrorKind = { kind: "KafkaMirrorMaker2", resource: "kafkamirrormaker2s.kafka.strimzi.io" } as const;

/** One connector of a mirror, and what it is to do. */
export interface AwaitedConnector {
  readonly name: string;
  readonly state: ConnectorState;
}

/** The name of a mirror's connectors in Kafka Connect, as Strimzi makes it. */
export const connectorName = (source: string, target: string, which: "Source" | "Checkpoint"): string =>
  `${source}->${target}.Mirror${which}Connector`;

/** Whether each connector does what it is to do, by Kafka Connect's own word. */
export function connectorsObserved(awaited: readonly AwaitedConnector[], { connectors, message }: MirrorStatus): Observation {
  const stateOf = (name: string) => connectors.find((each) => each.name === name)?.state || "-";
  const behind = awaited.find(({ name, state }) => stateOf(name) !== state.toUpperCase());
  if (!behind) return done({ message: awaited.map(({ name, state }) => `${name} ${state}`).join(", ") });
  const says = { connector: behind.name, state: behind.state, now: stateOf(behind.name) };
  return waiting(message === "" ? worded("ConnectorToBecome", says) : worded("ConnectorToBecomeSaid", { ...says, said: message }));
}

/** What a person should know about a mirror maker that is not ready. */
export const mirrorHealth = (object: string, { isReady, message }: MirrorStatus): Finding[] =>
  isReady ? [] : [finding("MirrorNotReady", "warning", object, { object, said: message || "-" })];
