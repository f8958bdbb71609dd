package main

import (
	"fmt"

	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var zones = []struct{ region, zone string }{
	{"hangzhou", "hangzhou-a"},
	{"hangzhou", "hangzhou-b"},
	{"shanghai", "shanghai-a"},
}

func nodeName(i int) string { return fmt.Sprintf("node-%05d", i) }

func writeNodes(s *store, want size, now metav1.Time) {
	for i := range want.nodes {
		s.put("/minions/"+nodeName(i), node(i, now))
		s.put("/leases/kube-node-lease/"+nodeName(i), nodeLease(nodeName(i), want.leaseSeconds, now))
	}
}

func node(i int, now metav1.Time) *corev1.Node {
	place := zones[i%len(zones)]
	meta := clusterMeta("", nodeName(i), map[string]string{
		"kubernetes.io/arch":             "amd64",
		"kubernetes.io/os":               "linux",
		"kubernetes.io/hostname":         nodeName(i),
		"topology.kubernetes.io/zone":    place.zone,
		"topology.kubernetes.io/region":  place.region,
		"node-role.kubernetes.io/worker": "",
	}, now)
	meta.Annotations = map[string]string{"kwok.x-k8s.io/node": "fake", "node.alpha.kubernetes.io/ttl": "0"}
	capacity := corev1.ResourceList{
		corev1.ResourceCPU:    resource.MustParse("32"),
		corev1.ResourceMemory: resource.MustParse("256Gi"),
		corev1.ResourcePods:   resource.MustParse("110"),
	}
	return &corev1.Node{ObjectMeta: meta, Status: corev1.NodeStatus{
		Allocatable: capacity,
		Capacity:    capacity,
		Phase:       corev1.NodeRunning,
		Conditions:  nodeConditions(now),
		Addresses:   []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "127.0.0.1"}},
		NodeInfo: corev1.NodeSystemInfo{
			KubeletVersion: "v1.36.3", OperatingSystem: "linux", Architecture: "amd64",
			ContainerRuntimeVersion: "containerd://2.0.0", KernelVersion: "6.1.0", OSImage: "Debian 12",
		},
	}}
}

func nodeConditions(now metav1.Time) []corev1.NodeCondition {
	var conditions []corev1.NodeCondition
	for _, kind := range []corev1.NodeConditionType{
		corev1.NodeMemoryPressure, corev1.NodeDiskPressure, corev1.NodePIDPressure, corev1.NodeNetworkUnavailable, corev1.NodeReady,
	} {
		status := corev1.ConditionFalse
		if kind == corev1.NodeReady {
			status = corev1.ConditionTrue
		}
		conditions = append(conditions, corev1.NodeCondition{
			Type: kind, Status: status, LastHeartbeatTime: now, LastTransitionTime: now, Reason: "Kubelet" + string(kind),
		})
	}
	return conditions
}

func nodeLease(name string, seconds int, now metav1.Time) *coordinationv1.Lease {
	return &coordinationv1.Lease{
		ObjectMeta: clusterMeta("kube-node-lease", name, nil, now),
		Spec: coordinationv1.LeaseSpec{
			HolderIdentity: pointer("seed"), LeaseDurationSeconds: pointer(int32(seconds)), RenewTime: pointer(metav1.NewMicroTime(now.Time)),
		},
	}
}
