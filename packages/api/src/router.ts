import { router } from "./procedures";
import { whatCan } from "./routers/access/what-can";
import { whoCan } from "./routers/access/who-can";
import { list as approvalList } from "./routers/approval/list";
import { actions } from "./routers/audit/actions";
import { decisions } from "./routers/audit/decisions";
import { list as auditList } from "./routers/audit/list";
import { verify } from "./routers/audit/verify";
import { get as automationGet } from "./routers/automation/get";
import { release } from "./routers/automation/release";
import { stop as automationStop } from "./routers/automation/stop";
import { children } from "./routers/bulk/children";
import { get as bulkGet } from "./routers/bulk/get";
import { list as bulkList } from "./routers/bulk/list";
import { order as bulkOrder } from "./routers/bulk/order";
import { preview as bulkPreview } from "./routers/bulk/preview";
import { stop } from "./routers/bulk/stop";
import { undo } from "./routers/bulk/undo";
import { course } from "./routers/case/course";
import { evaluate } from "./routers/case/evaluate";
import { list as caseList } from "./routers/case/list";
import { agent } from "./routers/cluster/agent";
import { edit as clusterEdit } from "./routers/cluster/edit";
import { get as clusterGet } from "./routers/cluster/get";
import { giveCredential } from "./routers/cluster/give-credential";
import { issueToken } from "./routers/cluster/issue-token";
import { list as clusterList } from "./routers/cluster/list";
import { page as clusterPage } from "./routers/cluster/page";
import { register } from "./routers/cluster/register";
import { retryAgent } from "./routers/cluster/retry-agent";
import { revoke } from "./routers/cluster/revoke";
import { setAgentRights } from "./routers/cluster/set-agent-rights";
import { clusters as compareClusters } from "./routers/compare/clusters";
import { createRule } from "./routers/compare/create-rule";
import { editRule } from "./routers/compare/edit-rule";
import { previewRule } from "./routers/compare/preview-rule";
import { removeRule } from "./routers/compare/remove-rule";
import { rules } from "./routers/compare/rules";
import { list as componentList } from "./routers/component/list";
import { ofCluster as componentOfCluster } from "./routers/component/of-cluster";
import { control } from "./routers/demo/control";
import { state } from "./routers/demo/state";
import { drill } from "./routers/drill/router";
import { decide as elevationDecide } from "./routers/elevation/decide";
import { end as elevationEnd } from "./routers/elevation/end";
import { get as elevationGet } from "./routers/elevation/get";
import { own as elevationOwn } from "./routers/elevation/own";
import { request as elevationRequest } from "./routers/elevation/request";
import { decide as failoverDecide } from "./routers/failover/decide";
import { get as failoverGet } from "./routers/failover/get";
import { ledger } from "./routers/failover/ledger";
import { ledgerSummary } from "./routers/failover/ledger-summary";
import { list as failoverList } from "./routers/failover/list";
import { operate } from "./routers/failover/operate";
import { override } from "./routers/failover/override";
import { rehearse } from "./routers/failover/rehearse";
import { report } from "./routers/failover/report";
import { request } from "./routers/failover/request";
import { overview } from "./routers/fleet/overview";
import { end } from "./routers/grant/end";
import { give } from "./routers/grant/give";
import { guardsRouter } from "./routers/guards/guards-router";
import { asOf } from "./routers/history/as-of";
import { get as historyGet } from "./routers/history/get";
import { list as historyList } from "./routers/history/list";
import { object as historyObject } from "./routers/history/object";
import { addMembers } from "./routers/imports/add-members";
import { get as importGet } from "./routers/imports/get";
import { list as importList } from "./routers/imports/list";
import { members } from "./routers/imports/members";
import { probe } from "./routers/imports/probe";
import { read } from "./routers/imports/read";
import { start } from "./routers/imports/start";
import { counts } from "./routers/inventory/counts";
import { get as inventoryGet } from "./routers/inventory/get";
import { list as inventoryList } from "./routers/inventory/list";
import { follow } from "./routers/logs/follow";
import { sources } from "./routers/logs/sources";
import { channel as notificationChannel } from "./routers/notification/channel";
import { channels as notificationChannels } from "./routers/notification/channels";
import { create as notificationCreate } from "./routers/notification/create";
import { deliveries as notificationDeliveries } from "./routers/notification/deliveries";
import { edit as notificationEdit } from "./routers/notification/edit";
import { remove as notificationRemove } from "./routers/notification/remove";
import { sendAgain } from "./routers/notification/send-again";
import { testChannel } from "./routers/notification/test-channel";
import { cordon } from "./routers/object/cordon";
import { remove } from "./routers/object/delete";
import { drain } from "./routers/object/drain";
import { drainPlan } from "./routers/object/drain-plan";
import { edit as objectEdit } from "./routers/object/edit";
import { live } from "./routers/object/live";
import { orders } from "./routers/object/orders";
import { previewEdit } from "./routers/object/preview-edit";
import { restart } from "./routers/object/restart";
import { scale } from "./routers/object/scale";
import { tree } from "./routers/object/tree";
import { verbs } from "./routers/object/verbs";
import { add as passkeyAdd } from "./routers/passkey/add";
import { ask as passkeyAsk } from "./routers/passkey/ask";
import { begin as passkeyBegin } from "./routers/passkey/begin";
import { confirm as passkeyConfirm } from "./routers/passkey/confirm";
import { list as passkeyList } from "./routers/passkey/list";
import { remove as passkeyRemove } from "./routers/passkey/remove";
import { planRouter } from "./routers/plan/plan-router";
import { policyRouter } from "./routers/policy/policy-router";
import { add as providerAdd } from "./routers/provider/add";
import { edit as providerEdit } from "./routers/provider/edit";
import { list as providerList } from "./routers/provider/list";
import { remove as providerRemove } from "./routers/provider/remove";
import { get as retentionGet } from "./routers/retention/get";
import { set as retentionSet } from "./routers/retention/set";
import { alertChannels } from "./routers/search/alert-channels";
import { complete } from "./routers/search/complete";
import { edit as searchEdit } from "./routers/search/edit";
import { endAlert } from "./routers/search/end-alert";
import { facets } from "./routers/search/facets";
import { find } from "./routers/search/find";
import { remove as searchRemove } from "./routers/search/remove";
import { save as searchSave } from "./routers/search/save";
import { saved } from "./routers/search/saved";
import { setAlert } from "./routers/search/set-alert";
import { me } from "./routers/self/me";
import { changePassword } from "./routers/session/change-password";
import { confirm } from "./routers/session/confirm";
import { disconnect } from "./routers/session/disconnect";
import { end as sessionEnd } from "./routers/session/end";
import { list as sessionList } from "./routers/session/list";
import { providers } from "./routers/session/providers";
import { golden } from "./routers/signals/golden";
import { logs } from "./routers/signals/logs";
import { services } from "./routers/signals/services";
import { trace } from "./routers/signals/trace";
import { traceServices } from "./routers/signals/trace-services";
import { traces } from "./routers/signals/traces";
import { events } from "./routers/stream/events";
import { bundle } from "./routers/svid/bundle";
import { list as svidList } from "./routers/svid/list";
import { attach } from "./routers/terminal/attach";
import { get as terminalGet } from "./routers/terminal/get";
import { list as terminalList } from "./routers/terminal/list";
import { offer } from "./routers/terminal/offer";
import { open as openTerminal } from "./routers/terminal/open";
import { type } from "./routers/terminal/type";
import { create as tokenCreate } from "./routers/token/create";
import { list as tokenList } from "./routers/token/list";
import { revoke as tokenRevoke } from "./routers/token/revoke";
import { disable } from "./routers/user/disable";
import { enable } from "./routers/user/enable";
import { endSessions } from "./routers/user/end-sessions";
import { get as userGet } from "./routers/user/get";
import { invite } from "./routers/user/invite";
import { list as userList } from "./routers/user/list";
import { renewInvitation } from "./routers/user/renew-invitation";
import { resetFactor } from "./routers/user/reset-factor";
import { resetPassword } from "./routers/user/reset-password";
import { revokeToken } from "./routers/user/revoke-token";
import { sessions } from "./routers/user/sessions";
import { tokens } from "./routers/user/tokens";

/** Everything that a browser may ask, by noun. */
export const appRouter = router({
  self: router({ me }),
  fleet: router({ overview }),
  cluster: router({
    list: clusterList,
    page: clusterPage,
    get: clusterGet,
    agent,
    register,
    edit: clusterEdit,
    issueToken,
    revoke,
    giveCredential,
    retryAgent,
    setAgentRights,
  }),
  imports: router({ read, probe, start, get: importGet, list: importList, members, addMembers }),
  inventory: router({ list: inventoryList, counts, get: inventoryGet }),
  history: router({ list: historyList, get: historyGet, object: historyObject, asOf }),
  automation: router({ get: automationGet, stop: automationStop, release }),
  guards: guardsRouter,
  compare: router({ clusters: compareClusters, rules, previewRule, createRule, editRule, removeRule }),
  component: router({ list: componentList, ofCluster: componentOfCluster }),
  object: router({ live, tree, verbs, orders, scale, restart, cordon, drain, drainPlan, delete: remove, previewEdit, edit: objectEdit }),
  bulk: router({ list: bulkList, get: bulkGet, children, preview: bulkPreview, order: bulkOrder, stop, undo }),
  search: router({
    find,
    facets,
    complete,
    saved,
    save: searchSave,
    edit: searchEdit,
    remove: searchRemove,
    alertChannels,
    setAlert,
    endAlert,
  }),
  retention: router({ get: retentionGet, set: retentionSet }),
  policy: policyRouter,
  notification: router({
    channels: notificationChannels,
    channel: notificationChannel,
    create: notificationCreate,
    edit: notificationEdit,
    remove: notificationRemove,
    testChannel,
    deliveries: notificationDeliveries,
    sendAgain,
  }),
  plan: planRouter,
  failover: router({
    list: failoverList,
    get: failoverGet,
    request,
    rehearse,
    decide: failoverDecide,
    operate,
    override,
    report,
    ledger,
    ledgerSummary,
  }),
  drill,
  approval: router({ list: approvalList }),
  logs: router({ sources, follow }),
  terminal: router({ offer, open: openTerminal, type, attach, list: terminalList, get: terminalGet }),
  signals: router({ golden, logs, services, trace, traceServices, traces }),
  case: router({ list: caseList, course, evaluate }),
  user: router({
    list: userList,
    get: userGet,
    invite,
    renewInvitation,
    disable,
    enable,
    sessions,
    endSessions,
    tokens,
    revokeToken,
    resetFactor,
    resetPassword,
  }),
  svid: router({ list: svidList, bundle }),
  token: router({ list: tokenList, create: tokenCreate, revoke: tokenRevoke }),
  session: router({ list: sessionList, end: sessionEnd, confirm, changePassword, providers, disconnect }),
  passkey: router({
    list: passkeyList,
    begin: passkeyBegin,
    add: passkeyAdd,
    remove: passkeyRemove,
    ask: passkeyAsk,
    confirm: passkeyConfirm,
  }),
  provider: router({ list: providerList, add: providerAdd, edit: providerEdit, remove: providerRemove }),
  grant: router({ give, end }),
  elevation: router({ own: elevationOwn, get: elevationGet, request: elevationRequest, decide: elevationDecide, end: elevationEnd }),
  access: router({ whoCan, whatCan }),
  audit: router({ actions, decisions, list: auditList, verify }),
  demo: router({ state, control }),
  stream: router({ events }),
});

/** The type that the browser speaks by; the browser sees no more of this package. */
export type AppRouter = typeof appRouter;
