"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { type ComponentType, createContext, type ReactNode, use, useMemo } from "react";
import { englishText } from "./english-text";
import type { Failure } from "./rules/resolve-state";
import { createTicker, systemPorts, type Ticker } from "./rules/ticker";
import type { UiText } from "./ui-text";

/** What a link component of a framework takes. */
export interface LinkComponentProps {
  readonly href: string;
  readonly children?: ReactNode;
  readonly [attribute: string]: unknown;
}

/** What the components need to know about the application around them. Everything has a default. */
export interface UiSettings {
  readonly text: UiText;
  readonly locale: string;
  /** IANA name of the reader's time zone. */
  readonly timeZone: string;
  /** The instant of the first rendering, in epoch milliseconds: server and browser must draw the same text once. */
  readonly renderedAtMs: number;
  /** The framework's link, so that a press does not load the page anew. */
  readonly linkComponent: ComponentType<LinkComponentProps> | null;
  readonly navigate: (href: string) => void;
  /** Turns what a query threw into words; the only place that knows the transport's errors. */
  readonly readFailure: (error: unknown) => Failure;
  /** The nonce of the content policy, for the style elements that some layers bring. */
  readonly nonce: string | undefined;
}

interface UiContextValue extends UiSettings {
  readonly ticker: Ticker;
}

const defaults: UiSettings = {
  text: englishText,
  locale: "en",
  timeZone: "UTC",
  renderedAtMs: 0,
  linkComponent: null,
  navigate: (href) => window.location.assign(href),
  readFailure: (error) => ({ kind: "failed", message: error instanceof Error ? error.message : String(error), reference: null }),
  nonce: undefined,
};

const sharedTicker = createTicker(1000, systemPorts);
const UiContext = createContext<UiContextValue>({ ...defaults, ticker: sharedTicker });

/** Gives language, time and navigation to every component below. An application has one, at its root. */
export function UiProvider({ settings, children }: { readonly settings: Partial<UiSettings>; readonly children: ReactNode }) {
  const value = useMemo(() => ({ ...defaults, ...settings, ticker: sharedTicker }), [settings]);
  return (
    <CSPProvider nonce={value.nonce}>
      <UiContext value={value}>{children}</UiContext>
    </CSPProvider>
  );
}

/** The settings around a component. */
export const useUi = (): UiContextValue => use(UiContext);
