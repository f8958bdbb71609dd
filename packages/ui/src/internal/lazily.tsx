"use client";
import { type ComponentType, lazy, Suspense } from "react";

/**
 * A component that is fetched the first time it is drawn, and shows nothing until then: for layers that nobody sees at first
 * paint. Call it at module level.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Lazily(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
