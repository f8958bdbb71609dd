"use client";
import { useEffect, useState } from "react";
import { lazily } from "./internal/lazily";
import { toasts } from "./notify";

const ToastLayer = lazily(() => import("./internal/toast-layer").then((module) => module.ToastLayer));

/** Where messages of `notify` appear. An application has one, at its root; its code is fetched with the first message. */
export function ToastRegion() {
  const [isNeeded, setIsNeeded] = useState(false);
  useEffect(() => toasts.onWaiting(() => setIsNeeded(true)), []);
  return isNeeded ? <ToastLayer /> : null;
}
