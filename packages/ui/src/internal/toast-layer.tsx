"use client";
import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { toasts } from "../notify";
import type { ToastMessage } from "../rules/toast-queue";
import { markColor } from "../rules/tone";
import { StatusGlyph, type StatusShape } from "../status-shape";
import { useUi } from "../ui-provider";
import { buttonLook } from "./button-look";
import { shown } from "./plain-text";

const SHOWN_MS = 6000;
const marks: Readonly<Record<ToastMessage["tone"], { shape: StatusShape; color: string }>> = {
  good: { shape: "tick", color: markColor.good },
  bad: { shape: "cross", color: markColor.bad },
  neutral: { shape: "disc", color: markColor.idle },
};

function Messages() {
  const { text } = useUi();
  const { toasts: current, add } = Toast.useToastManager<ToastMessage>();
  useEffect(
    () =>
      toasts.drain((message) => {
        // What went wrong stays until it is read; what can be undone stays as well.
        const stays = message.tone === "bad" || message.action !== undefined;
        add({
          title: shown(message.title),
          description: shown(message.detail),
          data: message,
          timeout: stays ? 0 : SHOWN_MS,
          actionProps: message.action && { children: message.action.label, onClick: message.action.run },
        });
      }),
    [add],
  );
  return current.map((toast) => {
    const mark = marks[toast.data?.tone ?? "neutral"];
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        // It comes and goes at once: while it faded, its words had too little contrast to be read.
        className="w-full rounded-m border border-line-strong bg-raised text-ink shadow-raised"
      >
        <Toast.Content className="flex items-start gap-2.5 p-3">
          <span className={`mt-1 inline-flex ${mark.color}`}>
            <StatusGlyph shape={mark.shape} />
          </span>
          <div className="min-w-0 flex-1">
            <Toast.Title className="font-semibold" />
            <Toast.Description className="break-words text-ink-soft" />
            <Toast.Action className={`${buttonLook("secondary", "s")} mt-2`} />
          </div>
          {/* All messages stand side by side, so none of their buttons is out of sight as in a pile. */}
          <Toast.Close aria-hidden={false} aria-label={text.close} className={buttonLook("quiet", "s", { isSquare: true })}>
            <X aria-hidden="true" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

/** The region itself. Messages stand in a column: none hides another. */
export function ToastLayer() {
  const { text } = useUi();
  return (
    <Toast.Provider limit={4}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={text.notifications}
          className="fixed right-4 bottom-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col-reverse gap-2"
        >
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
