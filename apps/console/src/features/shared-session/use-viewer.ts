"use client";
import { useEffect, useState } from "react";
import { signInPath } from "./return-path";
import { readViewer, type Viewer } from "./viewer";

/** Who is signed in; null until the server said so. A reader whose session ended is sent to sign in, and comes back here. */
export function useViewer(): Viewer | null {
  const [viewer, setViewer] = useState<Viewer | null>(null);
  useEffect(() => {
    let isGone = false;
    void readViewer().then((answer) => {
      if (isGone) return;
      if (answer.state === "known") setViewer(answer.viewer);
      if (answer.state === "absent") window.location.assign(signInPath(`${window.location.pathname}${window.location.search}`));
    });
    return () => {
      isGone = true;
    };
  }, []);
  return viewer;
}
