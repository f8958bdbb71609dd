/** How a plan's diagram looks, in the tokens of the page: they reach into the shadow tree, so a change of theme draws nothing anew. */
export const diagramLook = `
  :host { display: block; font: inherit; }
  svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
  :host([data-size="whole"]) svg { max-width: none; }
  p { margin: 0; }
  .node rect, .node polygon, .node circle, .node path, .node .basic { fill: var(--hf-raised); stroke: var(--hf-line-strong); stroke-width: 1px; }
  .node polygon { fill: var(--hf-sunken); }
  .node g path, .node g rect { fill: var(--hf-accent-wash); stroke: var(--hf-accent); }
  .cluster rect { fill: var(--hf-sunken); stroke: var(--hf-line-strong); stroke-width: 1px; stroke-dasharray: 4 3; }
  .cluster-label, .cluster-label span { color: var(--hf-ink-soft); fill: var(--hf-ink-soft); font-weight: 600; }
  .nodeLabel, .label, .label span { color: var(--hf-ink); fill: var(--hf-ink); }
  .label div { text-align: center; }
  .flowchart-link, .edgePath path { stroke: var(--hf-ink-soft); stroke-width: 1.5px; fill: none; }
  .marker, .arrowMarkerPath { fill: var(--hf-ink-soft); stroke: var(--hf-ink-soft); }
  foreignObject { overflow: visible; }
`;
