import type { ReactNode } from "react";
import { AutomationStrips } from "../../features/shared-automation/automation-strips";
import { ElevationStrips } from "../../features/shared-elevation/elevation-strips";
import { Shell } from "../../features/shell/shell";
import { EventStream } from "../../trpc/event-stream";
import { TrpcProviders } from "../../trpc/trpc-providers";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <TrpcProviders>
      <EventStream />
      <Shell>
        <AutomationStrips />
        <ElevationStrips />
        {children}
      </Shell>
    </TrpcProviders>
  );
}
