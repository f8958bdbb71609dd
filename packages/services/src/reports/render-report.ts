import { AcceptedLoss } from "@holdfast/contracts/data-store";
import type { ReportedCommand, ReportedStep, RunReport } from "@holdfast/contracts/run-report";
import canonicalize from "canonicalize";
import { type ReportPaper, reportPaper } from "./report-paper";

const instant = (at: string | null) => (at === null ? "–" : at.replace("T", " ").replace("Z", " UTC"));
const seconds = (ms: number | null) => (ms === null ? "not measured" : `${(ms / 1000).toFixed(3)} s`);
const shown = (value: unknown) => (value === null ? "absent" : typeof value === "string" ? value : (canonicalize(value) ?? ""));

const acceptedText = ({ stores, reason, byName, byId }: AcceptedLoss) =>
  `${stores.map((each) => `${each.name} (${each.lossSeconds === null ? "not measured" : `${each.lossSeconds} s`})`).join(", ")} by ${byName} (${byId}): ${reason}`;

function writeHead(paper: ReportPaper, { run, plan, outcome, times }: RunReport) {
  paper.title(`${plan.name}: ${run.primary.name} to ${run.standby.name}`);
  paper.line(`Report of a run (${run.kind}, ${run.mode}, workflow ${run.workflow}). Instants are UTC.`);
  paper.heading("Outcome");
  paper.fact("Ended as", `${outcome.phase}: ${outcome.message}`);
  paper.fact("Started, ended", `${instant(outcome.startedAt)}, ${instant(outcome.finishedAt)}`);
  const verdict = times.isWithinRto === null ? "" : times.isWithinRto ? ", within the RTO" : ", over the RTO";
  paper.fact("Recovery against RTO", `${seconds(times.recoveryMs)} of ${times.rtoSeconds} s${verdict}`);
  paper.fact("Detect, decide", `${seconds(times.detectMs)}, ${seconds(times.decideMs)}`);
  paper.fact("Act, verify", `${seconds(times.actMs)}, ${seconds(times.verifyMs)}`);
}

function writeBasis(paper: ReportPaper, { run, plan, request, approvals, evaluation, guards }: RunReport) {
  paper.heading("Who asked, and for what");
  paper.fact("Run", run.id);
  paper.fact("Asked by", `${request.byName} (${request.byId}), ${instant(request.at)}`);
  paper.fact("Reason", run.reason || "–");
  paper.fact("Group, epoch", `${run.group}, ${run.epoch}`);
  if (run.others?.length) paper.fact("Also acts on", run.others.map(({ name }) => name).join(", "));
  if (run.approvedMode !== null) paper.fact("Approved as", `${run.approvedMode}; the primary was lost before the start`);
  if (run.parent) paper.fact("Made by a step of run", `${run.parent.id}, which was approved as ${run.parent.subjectHash}`);
  for (const each of run.childRuns ?? [])
    paper.fact("Its step made", `run ${each.id} of ${each.plan}, ${each.step}, attempt ${each.attempt}`);
  const accepted = AcceptedLoss.safeParse(run.acceptedLoss);
  if (accepted.success) paper.fact("Accepted loss", acceptedText(accepted.data));
  paper.fact("Plan", `${plan.name}, version ${plan.version}, saved by ${plan.savedByName} ${instant(plan.savedAt)}`);
  paper.fact("Plan's content hash", plan.contentHash);
  paper.fact("Subject hash", request.subjectHash);
  if (run.armingHash) paper.fact("Begun by no person, armed as", run.armingHash);
  paper.heading(`Approvals (${approvals.required} required)`);
  if (approvals.decisions.length === 0) paper.line("None was given.");
  for (const each of approvals.decisions) {
    paper.strong(`${each.decision}: ${each.byName} (${each.byId})${each.step === null ? "" : `, step ${each.step}`}`);
    paper.line(`${instant(each.at)}, of ${each.subjectHash}${each.comment === "" ? "" : `: ${each.comment}`}`, 10);
  }
  paper.heading(`Evaluation (${evaluation.isReady ? "ready" : "not ready"}, ${instant(evaluation.evaluatedAt)})`);
  paper.fact("Content hash", evaluation.contentHash);
  if (evaluation.findings.length === 0) paper.line("Nothing was found.");
  for (const each of evaluation.findings)
    paper.line(`${each.severity}: ${each.step === null ? "" : `${each.step}: `}${each.object}: ${each.message}`, 10);
  paper.heading("Guards, as asked last");
  if (guards.length === 0) paper.line("None was asked.");
  for (const each of guards)
    paper.line(`${each.isMet ? "met" : "NOT MET"}: ${each.name}: ${each.message} (${instant(each.checkedAt)})`, 10);
}

function writeCommand(paper: ReportPaper, command: ReportedCommand) {
  const way = command.way === "undo" ? "undo: " : "";
  paper.line(`${way}${command.name} to ${command.clusterName}, epoch ${command.epoch}, sent ${instant(command.issuedAt)}`, 20);
  paper.line(`command ${command.id}, key ${command.idempotencyKey}`, 30);
  paper.line(`asked ${shown(command.input)}`, 30);
  const said = [command.reason, command.message].filter(Boolean).join(": ");
  paper.line(
    command.outcome === null ? "no receipt" : `receipt ${command.outcome} ${instant(command.finishedAt)}${said === "" ? "" : `: ${said}`}`,
    30,
  );
}

function writeStep(paper: ReportPaper, step: ReportedStep) {
  paper.strong(`${step.index + 1}. ${step.name} (${step.use}): ${step.state}${step.isIrreversible ? ", can't be undone" : ""}`);
  paper.line(
    `${step.object}${step.clusterName === null ? "" : ` in ${step.clusterName}`}${step.message === "" ? "" : `: ${step.message}`}`,
    10,
  );
  for (const change of step.changes) {
    const place = change.namespace === null ? change.name : `${change.namespace}/${change.name}`;
    paper.line(`${change.operation} ${change.kind} ${place}`, 10);
    for (const { path, before, after } of change.fields) paper.line(`${path}: ${shown(before)} became ${shown(after)}`, 20);
  }
  for (const attempt of step.attempts) {
    paper.line(`attempt ${attempt.number}`, 10);
    for (const { transition, at, leaseEpoch, note } of attempt.boundaries)
      paper.line(`${instant(at)} ${transition}, lease ${leaseEpoch}${note === "" ? "" : `: ${note}`}`, 20);
    for (const command of attempt.commands) writeCommand(paper, command);
  }
}

function writeProof(paper: ReportPaper, { chain, losses }: RunReport) {
  paper.heading("Loss of data");
  if (losses === undefined) paper.line("No data store of this group was measured.");
  for (const each of losses ?? [])
    paper.line(
      `${each.store}: ${each.lossSeconds === null ? "not measured" : `${each.lossSeconds} s`}${each.lossBytes === null ? "" : `, ${each.lossBytes} bytes`}`,
    );
  paper.heading("Audit chain");
  paper.fact("Head at the end", `entry ${chain.head.seq}`);
  paper.fact("Its hash", chain.head.hash);
  paper.gap();
  for (const each of chain.entries) {
    const reason = each.reason === null || each.reason === "" ? "" : `: ${each.reason}`;
    paper.line(`${each.seq} ${instant(each.at)} ${each.action} ${each.outcome} by ${each.actor.name}${reason}`);
    paper.line(each.hash, 20);
  }
}

function writeDrill(paper: ReportPaper, { drill }: RunReport) {
  if (drill === undefined) return;
  paper.heading("What the drill proves");
  paper.fact("Judged", `${drill.verdict}, ${instant(drill.judgedAt)}`);
  paper.fact("Because", drill.message);
  for (const each of drill.readings) {
    const held = each.held === null ? "NO FIGURE" : each.held ? "held" : "NOT HELD";
    paper.strong(`${held}: ${each.name} (${each.when}, ${each.use} at ${each.cluster})`);
    paper.line(`${each.asked} ${each.expected}: ${each.message} (${instant(each.at)})`, 10);
    if (each.looks > 1) paper.line(`${each.looks} looks, ${each.blanks} without a figure`, 10);
  }
}

/** A report on paper (PDF, A4, English words, everybody's own texts as they are). The same report makes the same bytes. */
export function renderReport(report: RunReport, paperOf: typeof reportPaper = reportPaper): Promise<Uint8Array> {
  const { run, plan, outcome } = report;
  const paper = paperOf(`${plan.name}, run ${run.id}`, new Date(outcome.finishedAt));
  writeHead(paper, report);
  writeBasis(paper, report);
  paper.heading("Steps");
  for (const step of report.steps) writeStep(paper, step);
  writeDrill(paper, report);
  writeProof(paper, report);
  paper.gap();
  paper.line("This file is vouched for by the signed report of the run: its SHA-256 is a subject of that statement.");
  return paper.end(`Holdfast, run ${run.id}, chain ${report.chain.head.seq} ${report.chain.head.hash.slice(0, 16)}`);
}
