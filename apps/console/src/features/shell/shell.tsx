"use client";
import type { ReactNode } from "react";
import { useViewer } from "../shared-session/use-viewer";
import { landed } from "./screens";
import { ShellFrame } from "./shell-frame";

/** The shell of the console for whoever is signed in, with the screens that have landed. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <ShellFrame ids={landed} viewer={useViewer()}>
      {children}
    </ShellFrame>
  );
}
