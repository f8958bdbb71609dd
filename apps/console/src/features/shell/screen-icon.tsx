import {
  Binoculars,
  Boxes,
  CalendarClock,
  CheckCheck,
  ClipboardCheck,
  Component,
  Fingerprint,
  Gauge,
  GitCompareArrows,
  History,
  Layers,
  LifeBuoy,
  ListChecks,
  ScrollText,
  Search,
  Server,
  Settings,
  ShieldCheck,
} from "lucide-react";
import type { ReactNode } from "react";
import type { ScreenId } from "./screens";

const icons: Readonly<Record<ScreenId, ReactNode>> = {
  fleet: <Layers />,
  clusters: <Server />,
  inventory: <Boxes />,
  search: <Search />,
  compare: <GitCompareArrows />,
  components: <Component />,
  changes: <History />,
  observe: <Binoculars />,
  bulk: <ListChecks />,
  policies: <ShieldCheck />,
  failover: <LifeBuoy />,
  approvals: <CheckCheck />,
  cases: <ClipboardCheck />,
  drills: <CalendarClock />,
  ledger: <Gauge />,
  identity: <Fingerprint />,
  audit: <ScrollText />,
  settings: <Settings />,
};

/** The mark of a screen; its name stands beside it or is given to the screen reader by the caller. */
export function ScreenIcon({ id }: { readonly id: ScreenId }) {
  return (
    <span className="inline-flex size-4 shrink-0 [&_svg]:size-4" aria-hidden="true">
      {icons[id]}
    </span>
  );
}
