"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { AnyLink } from "./internal/any-link";

const look =
  "-mb-px inline-flex h-9 cursor-pointer select-none items-center gap-1.5 whitespace-nowrap border-b-2 px-2.5 text-base no-underline";
const chosen = "border-accent font-semibold text-ink";
const other = "border-transparent text-ink-soft hover:text-ink";
const bar = "flex gap-1 overflow-x-auto border-line border-b";

/** One of several views of the same thing. `count` is drawn after the label. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
}

function Label({ label, count }: { readonly label: string; readonly count?: number | undefined }) {
  return (
    <>
      {label}
      {count !== undefined && <span className="rounded-s bg-sunken px-1 text-ink-soft text-small tabular-nums">{count}</span>}
    </>
  );
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Views within a page. Only the shown one is drawn. For views with an address of their own take `TabLinks`. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(id) => onChange(String(id))}>
      <Base.List aria-label={label} className={bar} activateOnFocus>
        {tabs.map((tab) => (
          <Base.Tab key={tab.id} value={tab.id} className={({ active }) => `${look} ${active ? chosen : other}`}>
            <Label label={tab.label} count={tab.count} />
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

/** A view that has an address. */
export interface TabLink {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
  readonly isCurrent: boolean;
}

/** Views with addresses, drawn as tabs: links, so that each can be opened beside and sent to a colleague. */
export function TabLinks({ label, links }: { readonly label: string; readonly links: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={bar}>
      {links.map((link) => (
        <AnyLink
          key={link.href}
          href={link.href}
          aria-current={link.isCurrent ? "page" : undefined}
          className={`${look} ${link.isCurrent ? chosen : other}`}
        >
          <Label label={link.label} count={link.count} />
        </AnyLink>
      ))}
    </nav>
  );
}
