"use client";
import type { TerminalSize } from "@holdfast/contracts/commands/pod-exec";
import type { AttachTerminal, TerminalMessage } from "@holdfast/contracts/terminal";
import { useSubscription } from "@trpc/tanstack-react-query";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { inputLine } from "./input-line";
import type { ScreenHandle } from "./screen-handle";

type Ended = Extract<TerminalMessage, { type: "ended" }>;

/** How a terminal stands. `endsAtMs` is known from its opening on. */
export interface TerminalStanding {
  readonly isOpen: boolean;
  readonly endsAtMs: number | null;
  readonly ended: Ended | { readonly type: "taken" } | null;
  readonly isConnecting: boolean;
  readonly isInputLost: boolean;
  readonly error: unknown;
}

/** Ends a terminal. One that can't be told so ends by itself, when nobody looks for some seconds. */
const end = (client: ReturnType<typeof useTRPCClient>, id: AttachTerminal["id"]): Promise<unknown> =>
  client.terminal.type.mutate({ id, writer: "end", seq: 1, text: "", isEnd: true }).catch(() => undefined);

/** A terminal of the reader's, shown on a screen for as long as it is used. A connection that broke begins anew, with all that was shown. */
export function useTerminal(id: AttachTerminal["id"], screen: RefObject<ScreenHandle | null>) {
  const client = useTRPCClient();
  const [standing, setStanding] = useState({ isOpen: false, endsAtMs: null as number | null, ended: null as TerminalStanding["ended"] });
  const [isInputLost, setIsInputLost] = useState(false);
  /** What was shown before is drawn without answering the questions that it puts to a terminal. */
  const isLive = useRef(false);
  /** Told to the program once there is one. */
  const size = useRef<TerminalSize | null>(null);
  const left = useRef({ isGone: false, isOver: false });
  const line = useMemo(() => {
    const writer = crypto.randomUUID();
    return inputLine(
      (input) => client.terminal.type.mutate({ id, writer, ...input }),
      () => setIsInputLost(true),
    );
  }, [client, id]);
  useEffect(() => {
    const leave = left.current;
    leave.isGone = false;
    return () => {
      leave.isGone = true;
      line.close();
      // Development mounts twice: only who stays away has left.
      setTimeout(() => {
        if (leave.isGone && !leave.isOver) void end(client, id);
      }, 0);
    };
  }, [line, client, id]);
  const hear = (message: TerminalMessage) => {
    if (message.type === "output") {
      for (const [, kind, text] of message.events) if (kind === "o") screen.current?.write(text);
    } else if (message.type === "open") {
      screen.current?.write("", () => {
        isLive.current = true;
        if (size.current) line.resize(size.current);
      });
      setStanding((before) => ({ ...before, isOpen: true, endsAtMs: Date.now() + message.leftMs }));
    } else {
      isLive.current = false;
      left.current.isOver = true;
      line.close();
      setStanding((before) => ({ ...before, isOpen: false, ended: message }));
    }
  };
  const { status, error } = useSubscription(
    useTRPC().terminal.attach.subscriptionOptions(
      { id },
      {
        enabled: standing.ended === null,
        onStarted: () => {
          isLive.current = false;
          screen.current?.reset();
        },
        onData: hear,
      },
    ),
  );
  return {
    standing: { ...standing, isConnecting: status === "connecting", isInputLost, error } satisfies TerminalStanding,
    type: (text: string) => isLive.current && line.type(text),
    resize: (next: TerminalSize) => {
      size.current = next;
      if (isLive.current) line.resize(next);
    },
    end: () => end(client, id),
  };
}
