"use client";
import { Button, LinkButton } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { IconButton } from "@holdfast/ui/icon-button";
import { KeyCap } from "@holdfast/ui/key-cap";
import { Link } from "@holdfast/ui/link";
import { Menu } from "@holdfast/ui/menu";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Switch } from "@holdfast/ui/switch";
import { TabLinks, Tabs } from "@holdfast/ui/tabs";
import { Toolbar } from "@holdfast/ui/toolbar";
import { Pause, Play, Plus, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Sample } from "./sample";

const refusal = "The plan was not drilled for 92 days; 30 are allowed.";

function Buttons() {
  return (
    <Sample title="Buttons">
      <Inline>
        <Button variant="primary" icon={<Plus />}>
          Add a cluster
        </Button>
        <Button icon={<RotateCcw />}>Roll back</Button>
        <Button variant="quiet">Details</Button>
        <Button variant="danger" icon={<Trash2 />}>
          Revoke the agent
        </Button>
        <Button variant="primary" isBusy>
          Sending
        </Button>
        <Button variant="primary" refusal={refusal}>
          Fail over
        </Button>
        <LinkButton href="/gallery/lists">A link as a button</LinkButton>
      </Inline>
      <Inline>
        <Button size="s" variant="primary">
          Approve
        </Button>
        <Button size="s">Decline</Button>
        <Button size="s" variant="quiet">
          Later
        </Button>
        <Button size="s" variant="danger">
          Abort
        </Button>
        <Button size="s" refusal={refusal}>
          Pause
        </Button>
      </Inline>
    </Sample>
  );
}

function Marks() {
  const [isFollowed, setIsFollowed] = useState(true);
  return (
    <Sample title="Icon buttons, links, keys">
      <Inline>
        <IconButton label="Pause" icon={<Pause />} onClick={() => notify({ tone: "neutral", title: "Paused" })} />
        <IconButton label="Follow the log" icon={<Play />} isPressed={isFollowed} onClick={() => setIsFollowed(!isFollowed)} />
        <IconButton label="Remove" icon={<Trash2 />} variant="secondary" size="s" onClick={() => undefined} />
        <Link href="/gallery">A page</Link>
        <Link href="/gallery" variant="quiet">
          A quiet link
        </Link>
        <Link href="https://grafana.example/d/abc" isExternal>
          Grafana
        </Link>
        <KeyCap keys="mod+k" />
        <KeyCap keys="g f" />
        <KeyCap keys="Enter" />
      </Inline>
    </Sample>
  );
}

function Choices() {
  const [tab, setTab] = useState("overview");
  const [isOn, setIsOn] = useState(true);
  const [isChecked, setIsChecked] = useState(true);
  return (
    <>
      <Sample title="Tabs">
        <Tabs
          label="Views of the cluster"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: "overview", label: "Overview", content: <p>One view of the cluster.</p> },
            { id: "nodes", label: "Nodes", count: 2000, content: <p>Another view of the cluster.</p> },
            { id: "events", label: "Events", count: 12, content: <p>A third one.</p> },
          ]}
        />
        <TabLinks
          label="Pages of the gallery"
          links={[
            { href: "/gallery/controls", label: "Controls", isCurrent: true },
            { href: "/gallery/lists", label: "Lists", count: 3, isCurrent: false },
          ]}
        />
      </Sample>
      <Sample title="Switch and checkbox">
        <Stack gap="s">
          <Switch label="Fail over by itself" hint="Armed: an alarm that holds for 10 s starts the plan." isOn={isOn} onChange={setIsOn} />
          <Switch label="Not yours to change" isOn={false} onChange={() => undefined} isDisabled />
          <Checkbox label="Follow the log" isChecked={isChecked} onChange={setIsChecked} />
          <Checkbox label="Some of them" isMixed isChecked={false} onChange={() => undefined} />
          <Checkbox label="Not yours to change" isCheckedAtFirst isDisabled />
        </Stack>
      </Sample>
    </>
  );
}

function Menus() {
  const [order, setOrder] = useState("name");
  const [isShown, setIsShown] = useState(true);
  return (
    <Sample title="Menus in a toolbar">
      <Toolbar label="Cluster" end={<Button size="s">At the end</Button>}>
        <Menu
          label="Actions"
          sections={[
            {
              id: "do",
              items: [
                { kind: "action", id: "edit", label: "Edit the labels", onSelect: () => notify({ tone: "good", title: "Labels saved" }) },
                { kind: "link", id: "open", label: "Open the inventory", href: "/gallery/lists" },
                { kind: "action", id: "move", label: "Fail over", refusal, onSelect: () => undefined },
              ],
            },
            {
              id: "danger",
              items: [{ kind: "action", id: "revoke", label: "Revoke the agent", isDangerous: true, onSelect: () => undefined }],
            },
          ]}
        />
        <Menu
          label="View"
          sections={[
            {
              id: "order",
              label: "Order",
              items: [
                { kind: "choice", id: "name", label: "By name", isChosen: order === "name", onChoose: () => setOrder("name") },
                { kind: "choice", id: "age", label: "By age", isChosen: order === "age", onChoose: () => setOrder("age") },
              ],
            },
            {
              id: "show",
              label: "Show",
              items: [{ kind: "check", id: "system", label: "System namespaces", isChecked: isShown, onCheck: setIsShown }],
            },
          ]}
        />
      </Toolbar>
    </Sample>
  );
}

/** What is pressed, chosen and switched. */
export function ControlsPart() {
  return (
    <Stack gap="l">
      <Buttons />
      <Marks />
      <Menus />
      <Choices />
    </Stack>
  );
}
