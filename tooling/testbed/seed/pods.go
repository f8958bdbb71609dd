package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// podSpec carries every default that the API server would have filled in, so that no controller sees a difference.
func podSpec(app string) corev1.PodSpec {
	return corev1.PodSpec{
		RestartPolicy:                 corev1.RestartPolicyAlways,
		DNSPolicy:                     corev1.DNSClusterFirst,
		SchedulerName:                 corev1.DefaultSchedulerName,
		SecurityContext:               &corev1.PodSecurityContext{},
		TerminationGracePeriodSeconds: pointer(int64(30)),
		Containers: []corev1.Container{{
			Name:                     "app",
			Image:                    "bank.example/core/" + app + ":1.2.3",
			ImagePullPolicy:          corev1.PullIfNotPresent,
			TerminationMessagePath:   corev1.TerminationMessagePathDefault,
			TerminationMessagePolicy: corev1.TerminationMessageReadFile,
			Ports:                    []corev1.ContainerPort{{ContainerPort: 8080, Protocol: corev1.ProtocolTCP}},
			Resources: corev1.ResourceRequirements{
				Requests: resources("100m", "128Mi"),
				Limits:   resources("500m", "512Mi"),
			},
		}},
	}
}

func resources(cpu, memory string) corev1.ResourceList {
	return corev1.ResourceList{corev1.ResourceCPU: resource.MustParse(cpu), corev1.ResourceMemory: resource.MustParse(memory)}
}

// pod is the replica with this number over the whole cluster; the number makes its name and its address.
func (w workload) pod(number int, node string, owner metav1.ObjectMeta, now metav1.Time) *corev1.Pod {
	meta := workloadMeta(w.namespace, fmt.Sprintf("%s-%s-%05x", w.name, w.hash, number), w.podLabels, now)
	meta.OwnerReferences = controlledBy("apps/v1", "ReplicaSet", owner)
	spec := *w.template.DeepCopy()
	spec.NodeName = node
	address := fmt.Sprintf("10.%d.%d.%d", 128+(number>>16), number>>8&255, number&255)
	return &corev1.Pod{ObjectMeta: meta, Spec: spec, Status: corev1.PodStatus{
		Phase:      corev1.PodRunning,
		StartTime:  &now,
		HostIP:     "127.0.0.1",
		PodIP:      address,
		PodIPs:     []corev1.PodIP{{IP: address}},
		QOSClass:   corev1.PodQOSBurstable,
		Conditions: podConditions(now),
		ContainerStatuses: []corev1.ContainerStatus{{
			Name: "app", Image: spec.Containers[0].Image, ImageID: "sha256:" + w.name, Ready: true, Started: pointer(true),
			State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}},
		}},
	}}
}

func podConditions(now metav1.Time) []corev1.PodCondition {
	var conditions []corev1.PodCondition
	for _, kind := range []corev1.PodConditionType{corev1.PodInitialized, corev1.PodReady, corev1.ContainersReady, corev1.PodScheduled} {
		conditions = append(conditions, corev1.PodCondition{Type: kind, Status: corev1.ConditionTrue, LastTransitionTime: now})
	}
	return conditions
}
