import type { MessageWords } from "./english-words";

/** Messages in Chinese. */
export const chineseWords: MessageWords = {
  titles: {
    "failover.approval-needed": "{workflow} {plan} 等待批准",
    "failover.started": "{workflow} {plan} 已开始",
    "failover.finished": "{workflow} {plan} 已结束：{phase}",
    "failover.failed": "{workflow} {plan} 失败",
    "failover.needs-operator": "{workflow} {plan} 需要运维人员处理",
    "rollout.approval-needed": "策略 {policy} 的发布等待批准",
    "rollout.halted": "策略 {policy} 的发布已中止",
    "rollout.finished": "策略 {policy} 的发布已完成",
    "cluster.lost": "集群 {cluster} 无法连接",
    "cluster.back": "集群 {cluster} 已恢复连接",
    "cluster.revoked": "集群 {cluster} 的代理已被吊销",
    "finding.critical": "集群 {cluster} 出现严重发现：{code}",
    "finding.resolved": "集群 {cluster} 的严重发现已消除：{code}",
    "access.changed": "访问权限变更：{user}，{action}",
    "audit.broken": "警报：审计链在条目 {seq} 处断裂",
    "search-alert.firing": "告警 {search}：找到 {found} 个",
    "search-alert.new": "告警 {search}：新增 {found} 个",
    "search-alert.resolved": "告警 {search} 已解除：找到 {found} 个",
    test: "通道 {channel} 的测试消息",
  },
  workflows: { activate: "故障切换", failback: "回切" },
  labels: { when: "时间", where: "位置", who: "操作人", detail: "详情" },
  open: "在 Holdfast 中打开",
  between: "、",
  footer: "由 Holdfast 通过通道 {channel} 发送。",
};
