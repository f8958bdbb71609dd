"use client";
import type { FollowLogs, LogMessage } from "@holdfast/contracts/logs";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { emptyBuffer, type LogBuffer, withLines } from "./log-buffer";

/** How often the screen takes what has come. */
const DRAW_MS = 250;

/** A stream of logs as far as it came. `troubles` are by the number of the container. */
export interface LogStream {
  readonly buffer: LogBuffer;
  readonly troubles: ReadonlyMap<number, string>;
  readonly hasSkipped: boolean;
  readonly ended: Extract<LogMessage, { type: "ended" }>["why"] | null;
  readonly isConnecting: boolean;
  readonly error: unknown;
}

type Heard = Omit<LogStream, "isConnecting" | "error">;

const nothing: Heard = { buffer: emptyBuffer, troubles: new Map(), hasSkipped: false, ended: null };

function hear(before: Heard, messages: readonly LogMessage[]): Heard {
  const troubles = new Map(before.troubles);
  for (const message of messages)
    if (message.type === "trouble") {
      if (message.message === null) troubles.delete(message.target);
      else troubles.set(message.target, message.message);
    }
  return {
    buffer: withLines(
      before.buffer,
      messages.filter((message) => message.type === "lines"),
    ),
    troubles,
    hasSkipped: before.hasSkipped || messages.some(({ type }) => type === "skipped"),
    ended: messages.find((message) => message.type === "ended")?.why ?? before.ended,
  };
}

/** Reads the logs of some containers for as long as it is used. A connection that broke begins anew. */
export function useLogStream(question: FollowLogs): LogStream {
  const [heard, setHeard] = useState(nothing);
  const waiting = useRef<LogMessage[]>([]);
  useEffect(() => {
    const timer = setInterval(() => {
      const messages = waiting.current.splice(0);
      if (messages.length > 0) setHeard((before) => hear(before, messages));
    }, DRAW_MS);
    return () => clearInterval(timer);
  }, []);
  const { status, error } = useSubscription(
    useTRPC().logs.follow.subscriptionOptions(question, {
      onStarted: () => {
        waiting.current = [];
        setHeard(nothing);
      },
      onData: (message) => void waiting.current.push(message),
    }),
  );
  return { ...heard, isConnecting: status === "connecting", error };
}
