"use client";
import type { ReactNode } from "react";
import { FailedState, Forbidden, NotFoundState } from "./failure-state";
import { FreshnessScope } from "./freshness";
import { LiveRegion } from "./live-region";
import type { Observation } from "./rules/freshness";
import { type QueryLike, type ResolveState, resolveState } from "./rules/resolve-state";
import { PartialNotice, RefreshFailedNotice, type SilentSource, StaleNotice } from "./source-notice";
import { Stack } from "./stack";
import { useUi } from "./ui-provider";

export interface ResolveProps<Data> {
  readonly query: QueryLike<Data>;
  /** What stands there until the answer comes: a skeleton with the real columns. */
  readonly loading: ReactNode;
  readonly isEmpty: (data: Data) => boolean;
  /** What stands there when there is nothing: says what to do next. */
  readonly empty: ReactNode;
  /** Who was asked and gave no answer; for data of several sources. */
  readonly sources?: (data: Data) => { readonly answered: number; readonly silent: readonly SilentSource[] };
  /** When the data was observed: marks inside turn grey past the budget. */
  readonly observation?: (data: Data) => Observation;
  /** Whom to ask for the right to see this, where the general answer is not enough. */
  readonly forbiddenHelp?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** A query on the screen, with every state that it can be in: none can be forgotten, because none has a default. */
export function Resolve<Data>(props: ResolveProps<Data>) {
  const { readFailure, text } = useUi();
  const shown = resolveState(props.query, props.isEmpty, readFailure);
  return (
    <>
      <LiveRegion>{shown.state === "loading" ? text.loading : ""}</LiveRegion>
      <Shown {...props} shown={shown} />
    </>
  );
}

function Shown<Data>({
  query,
  loading,
  empty,
  sources,
  observation,
  forbiddenHelp,
  children,
  shown,
}: ResolveProps<Data> & { readonly shown: ResolveState<Data> }) {
  const retry = () => void query.refetch();
  switch (shown.state) {
    case "loading":
      return loading;
    case "forbidden":
      return <Forbidden message={shown.failure.message} help={forbiddenHelp} way={shown.failure.way} />;
    case "notFound":
      return <NotFoundState message={shown.failure.message} />;
    case "failed":
      return <FailedState failure={shown.failure} onRetry={retry} />;
    case "empty": {
      const asked = sources?.(shown.data);
      return (
        <Stack gap="s">
          {asked !== undefined && <PartialNotice {...asked} />}
          {empty}
        </Stack>
      );
    }
    case "data": {
      const asked = sources?.(shown.data);
      const seen = observation?.(shown.data);
      const content = children(shown.data);
      return (
        <Stack gap="s">
          {shown.refreshFailure !== null && <RefreshFailedNotice failure={shown.refreshFailure} onRetry={retry} />}
          {asked !== undefined && <PartialNotice {...asked} />}
          {seen !== undefined && <StaleNotice observation={seen} />}
          {seen === undefined ? content : <FreshnessScope {...seen}>{content}</FreshnessScope>}
        </Stack>
      );
    }
  }
}
