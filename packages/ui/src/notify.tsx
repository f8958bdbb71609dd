"use client";
import { createToastQueue, type ToastMessage } from "./rules/toast-queue";

/** The page's messages. One a tab: what happened is told wherever the reader is by then. */
export const toasts = createToastQueue();

/** Tells the reader what just happened. For what they must act on take a notice on the page: this goes away. */
export const notify = (message: ToastMessage): void => toasts.push(message);
