import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ClusterFrame } from "../../../../features/cluster/cluster-frame";

interface ClusterParams {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: ClusterParams): Promise<Metadata> {
  return { title: (await params).cluster };
}

export default async function ClusterLayout({ params, children }: ClusterParams & { children: ReactNode }) {
  return <ClusterFrame which={(await params).cluster}>{children}</ClusterFrame>;
}
