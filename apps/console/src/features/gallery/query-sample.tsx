"use client";
import { Panel } from "@holdfast/ui/panel";
import { QueryField } from "@holdfast/ui/query-field";
import { useState } from "react";

const words = ["kind:", "cluster:", "status:", "label:"];

/** Offers the words that begin as what is typed does. */
async function complete(text: string, caret: number) {
  const from = text.lastIndexOf(" ", caret - 1) + 1;
  const prefix = text.slice(from, caret);
  const options = words.filter((word) => word.startsWith(prefix)).map((word) => ({ insert: word, label: word }));
  return { from, to: caret, options };
}

/** A query that is completed. One with a colour in it is wrong. */
export function QuerySample() {
  const [query, setQuery] = useState("kind:Pod color:red");
  return (
    <Panel title="A query">
      <QueryField
        label="What to find"
        optionsLabel="Words"
        value={query}
        onAsk={setQuery}
        complete={complete}
        error={query.includes("color:") && <p className="text-bad-ink text-small">There is no key color.</p>}
      />
    </Panel>
  );
}
