"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { Notice } from "./notice";

export interface FailureNoticeProps {
  readonly title: string;
  /** Why, in the server's words. */
  readonly children?: ReactNode;
}

/** What the reader just tried was refused or failed. It is read out, and comes into sight wherever it stands in a long form. */
export function FailureNotice({ title, children }: FailureNoticeProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={place} role="alert">
      <Notice tone="bad" shape="cross" title={title}>
        {children}
      </Notice>
    </div>
  );
}
