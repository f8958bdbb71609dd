import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import type { TriggerAlarm } from "@holdfast/contracts/trigger-alarms";
import { worded } from "@holdfast/contracts/worded";
import { alarmsTogether, type Sight } from "@holdfast/domain/detection/primary-loss";
import { type LookPorts, lookAtCondition } from "../drills/look-at-condition";
import type { Site } from "../step-context";

/** No longer than the shortest probe may take: the looks of a watch must not drift apart. */
const DEADLINE_MS = 1000;

/** What one alarm says: `silent` while it is so. */
export interface AlarmSeen extends Worded {
  readonly sight: Sight;
}

/** Asks the standby's Prometheus for one alarm. What can't be read says nothing. Throws when the signal aborts. */
export async function lookAtAlarm(ports: LookPorts, alarm: TriggerAlarm, standby: Site, signal: AbortSignal): Promise<AlarmSeen> {
  const { name, ...asked } = alarm;
  const condition = { name, use: "probe.promql", with: { cluster: standby.name, ...asked } } as const;
  const { value, held, expected, ...said } = await lookAtCondition(ports, condition, [standby], signal, DEADLINE_MS);
  const gaps = { alarm: name, site: standby.name };
  if (value === null || held === null) return { sight: "unknown", ...worded("AlarmUnreadable", { ...gaps, why: textOf(said) }) };
  const figure = { ...gaps, value: `${Number(value.toPrecision(6))}${alarm.unit === "" ? "" : ` ${alarm.unit}`}`, condition: expected };
  return held ? { sight: "silent", ...worded("AlarmIsSo", figure) } : { sight: "answers", ...worded("AlarmIsNotSo", figure) };
}

/** What the alarms of a trigger say together, in the words of each. */
export async function lookAtAlarms(
  ports: LookPorts,
  { match, conditions }: { readonly match: "all" | "any"; readonly conditions: readonly TriggerAlarm[] },
  standby: Site,
  signal: AbortSignal,
): Promise<AlarmSeen> {
  const seen = await Promise.all(conditions.map((alarm) => lookAtAlarm(ports, alarm, standby, signal)));
  return {
    sight: alarmsTogether(
      seen.map(({ sight }) => sight),
      match,
    ),
    ...worded("Together", { texts: seen.map(textOf) }),
  };
}
