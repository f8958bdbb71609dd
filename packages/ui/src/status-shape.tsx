import type { ReactNode } from "react";

/** The shape of a status: told apart in black and white, at 12 pixels. */
export type StatusShape =
  | "disc"
  | "ring"
  | "half"
  | "tick"
  | "cross"
  | "triangle"
  | "diamond"
  | "pause"
  | "play"
  | "back"
  | "dash"
  | "question"
  | "clock"
  | "lock";

const hollow = { fill: "none", stroke: "currentColor", strokeWidth: 1.5 } as const;
/** Drawn on a filled shape in the colour of the paper. */
const carved = { fill: "none", stroke: "var(--hf-surface)", strokeWidth: 1.5, strokeLinecap: "round", strokeLinejoin: "round" } as const;

const shapes: Readonly<Record<StatusShape, ReactNode>> = {
  disc: <circle cx="6" cy="6" r="5" />,
  ring: <circle cx="6" cy="6" r="4.5" {...hollow} />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.5" {...hollow} />
      <path d="M6 1.5a4.5 4.5 0 0 1 0 9Z" />
    </>
  ),
  tick: (
    <>
      <circle cx="6" cy="6" r="5.5" />
      <path d="M3.6 6.2 5.3 8l3.2-3.8" {...carved} />
    </>
  ),
  cross: (
    <>
      <path d="M3.7.5h4.6L11.5 3.7v4.6L8.3 11.5H3.7L.5 8.3V3.7Z" />
      <path d="m4.2 4.2 3.6 3.6m0-3.6L4.2 7.8" {...carved} />
    </>
  ),
  triangle: (
    <>
      <path d="M6 .8 11.8 11H.2Z" />
      <path d="M6 4.4v2.8M6 9.1v.1" {...carved} />
    </>
  ),
  diamond: <path d="M6 .4 11.6 6 6 11.6.4 6Z" />,
  pause: <path d="M2 1.5h3v9H2Zm5 0h3v9H7Z" />,
  play: <path d="M2.2.9 11 6l-8.8 5.1Z" />,
  back: <path d="M1.8 5.2h5.4a2.6 2.6 0 0 1 0 5.2H4M4.4 2.2 1.5 5.2l2.9 3" {...hollow} strokeLinejoin="round" strokeLinecap="round" />,
  dash: (
    <>
      <circle cx="6" cy="6" r="4.5" {...hollow} strokeDasharray="2.2 1.6" />
      <path d="M4 6h4" {...hollow} />
    </>
  ),
  question: (
    <>
      <path d="M1.5.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z" />
      <path d="M4.4 4.5a1.6 1.6 0 1 1 2.3 1.6c-.5.2-.7.5-.7 1M6 9.2v.1" {...carved} />
    </>
  ),
  clock: (
    <>
      <circle cx="6" cy="6" r="4.75" {...hollow} />
      <path d="M6 3.4V6l1.8 1.2" {...hollow} strokeLinecap="round" />
    </>
  ),
  lock: <path d="M3 5V3.6a3 3 0 0 1 6 0V5h1v6.2H2V5Zm1.5 0h3V3.6a1.5 1.5 0 0 0-3 0Z" />,
};

/** A status shape alone, in the current colour. It says nothing to a screen reader: a word must stand beside it. */
export function StatusGlyph({ shape, isStale = false }: { readonly shape: StatusShape; readonly isStale?: boolean }) {
  return (
    <svg viewBox="0 0 12 12" className="inline-block size-3 shrink-0 fill-current" aria-hidden="true" focusable="false">
      {isStale ? <circle cx="6" cy="6" r="4.5" {...hollow} strokeDasharray="1.4 1.9" /> : shapes[shape]}
    </svg>
  );
}
