"use client";
import { Button } from "@holdfast/ui/button";
import { CommandPalette, type PaletteSource, usePaletteSource } from "@holdfast/ui/command-palette";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { Dialog, Drawer } from "@holdfast/ui/dialog";
import { KeyboardLegend } from "@holdfast/ui/keyboard-legend";
import { notify } from "@holdfast/ui/notify";
import type { Verb } from "@holdfast/ui/rules/verb-registry";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMemo, useState } from "react";
import { Sample } from "./sample";

type Layer = "none" | "dialog" | "confirm" | "drawer" | "palette" | "legend";

const clusters = ["prod-hangzhou", "prod-beijing", "dr-shanghai", "test-shenzhen"];

/** Stands for a search of the server. */
const clusterSource: PaletteSource = {
  id: "clusters",
  search: async (query) =>
    clusters
      .filter((name) => name.includes(query))
      .map((name) => ({ id: `cluster.${name}`, label: name, group: "Clusters", href: `/gallery/lists?q=${name}` })),
};

function Confirm({ layer, onClose }: { readonly layer: Layer; readonly onClose: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <ConfirmDialog
      isOpen={layer === "confirm"}
      onClose={onClose}
      title="Fail over bank-core"
      consequence="prod-hangzhou is fenced and dr-shanghai serves. Promoting the database cannot be undone; the way back is a failback."
      name="dr-shanghai"
      confirmLabel="Fail over"
      failure={failure}
      onConfirm={() => {
        if (failure !== null) return onClose();
        setFailure("The evaluation changed since you opened this. Look at it again.");
      }}
    >
      <TextField name="reason" label="Reason" hint="Stands in the audit chain." />
    </ConfirmDialog>
  );
}

function Toasts() {
  return (
    <Sample title="Messages">
      <Inline>
        <Button onClick={() => notify({ tone: "good", title: "Labels saved" })}>It went well</Button>
        <Button
          onClick={() =>
            notify({ tone: "bad", title: "The command was refused", detail: "ReplicasDrifted: bank-core has 7 replicas, 3 were expected." })
          }
        >
          It was refused
        </Button>
        <Button
          onClick={() =>
            notify({ tone: "neutral", title: "The agent was revoked", action: { label: "Show the audit", run: () => undefined } })
          }
        >
          With an action
        </Button>
      </Inline>
    </Sample>
  );
}

/** What comes over the page. */
export function LayersPart() {
  const [layer, setLayer] = useState<Layer>("none");
  const close = () => setLayer("none");
  usePaletteSource(clusterSource);
  useVerbs(
    useMemo(
      (): Verb[] => [
        { id: "palette", label: "Command palette", group: "Gallery", keys: "mod+k", run: () => setLayer("palette"), isInPalette: false },
        { id: "legend", label: "Keyboard shortcuts", group: "Gallery", keys: "?", run: () => setLayer("legend") },
        { id: "lists", label: "Go to the lists", group: "Gallery", keys: "g l", href: "/gallery/lists" },
        { id: "drawer", label: "Open the drawer", group: "Gallery", keys: "d", run: () => setLayer("drawer") },
        { id: "refused", label: "Fail over bank-core", group: "Gallery", refusal: "Not drilled for 92 days", run: () => undefined },
      ],
      [],
    ),
  );
  return (
    <Stack gap="l">
      <Sample title="Layers">
        <Inline>
          <Button onClick={() => setLayer("dialog")}>Open a dialog</Button>
          <Button variant="danger" onClick={() => setLayer("confirm")}>
            Fail over…
          </Button>
          <Button onClick={() => setLayer("drawer")}>Open a drawer</Button>
          <Button onClick={() => setLayer("palette")}>Open the palette</Button>
          <Button onClick={() => setLayer("legend")}>Open the legend</Button>
        </Inline>
      </Sample>
      <Toasts />
      <Dialog
        isOpen={layer === "dialog"}
        onClose={close}
        title="Edit the labels"
        description="Labels choose what policies reach the cluster."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Save
            </Button>
          </>
        }
      >
        <TextField name="labels" label="Labels" defaultValue="team=pay" isCode />
      </Dialog>
      <Drawer isOpen={layer === "drawer"} onClose={close} title="prod-hangzhou" description="A detail beside its list">
        <p>Escape closes it, and the focus returns.</p>
      </Drawer>
      <Confirm layer={layer} onClose={close} />
      <CommandPalette isOpen={layer === "palette"} onClose={close} />
      <KeyboardLegend isOpen={layer === "legend"} onClose={close} />
    </Stack>
  );
}
