import { EventEmitter, once } from "node:events";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import type { Log } from "@holdfast/contracts/log-fields";
import { type Listener, listen } from "@holdfast/db/listen";
import type { Wake, WakeTopic } from "@holdfast/db/wake";

/** This process's ear on the store. */
export interface Wakes {
  on(topic: WakeTopic, heard: (wake: Wake) => void): () => void;
  /** Resolves at the next wake-up of the topic for the key, after `atMostMs`, or at once when the signal is aborted; never rejects. */
  next(topic: WakeTopic, key: string, atMostMs: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ear. After a reconnect everybody is woken, because some wake-ups were missed. */
export async function openWakes(url: string, log: Log): Promise<Wakes> {
  const bus = new EventEmitter({ captureRejections: false });
  bus.setMaxListeners(0);
  const listener: Listener = await listen(
    url,
    {
      onWake(wake) {
        bus.emit(wake.topic, wake);
        bus.emit(`${wake.topic}:${wake.key}`);
      },
      onGap: () => bus.emit("gap"),
    },
    log,
  );
  return {
    on(topic, heard) {
      const missed = () => heard({ topic, key: "" });
      bus.on(topic, heard);
      bus.on("gap", missed);
      return () => void bus.off(topic, heard).off("gap", missed);
    },
    async next(topic, key, atMostMs, signal) {
      const ended = deadlineSignal(atMostMs, signal);
      const until = { signal: ended };
      await Promise.race([once(bus, `${topic}:${key}`, until), once(bus, "gap", until)]).catch(() => undefined);
    },
    close: () => listener.close(),
  };
}
