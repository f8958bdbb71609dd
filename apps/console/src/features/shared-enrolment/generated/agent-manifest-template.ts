/** What the agent's own `manifest` command prints, with holes. Written by test/write-agent-manifest.ts, and held against the agent by a test. */
export const agentManifestTemplate = `apiVersion: v1
kind: Namespace
metadata:
  name: holdfast
  labels:
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
    pod-security.kubernetes.io/enforce: restricted
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: holdfast-agent
  namespace: holdfast
  labels:
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: holdfast-agent
  labels:
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
rules:
  - apiGroups:
      - ""
    resources:
      - events
      - limitranges
      - namespaces
      - persistentvolumeclaims
      - persistentvolumes
      - resourcequotas
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - ""
    resources:
      - nodes
    verbs:
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - ""
    resources:
      - pods
      - services
    verbs:
      - delete
      - get
      - list
      - watch
  - apiGroups:
      - ""
    resources:
      - pods/eviction
    verbs:
      - create
  - apiGroups:
      - acid.zalan.do
    resources:
      - postgresqls
    verbs:
      - get
      - patch
  - apiGroups:
      - admissionregistration.k8s.io
    resources:
      - validatingadmissionpolicies
      - validatingadmissionpolicybindings
    verbs:
      - create
      - delete
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - apiextensions.k8s.io
    resources:
      - customresourcedefinitions
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - apps
    resources:
      - daemonsets
      - deployments
      - statefulsets
    verbs:
      - delete
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - apps
    resources:
      - deployments/scale
      - statefulsets/scale
    verbs:
      - get
      - patch
  - apiGroups:
      - apps
    resources:
      - replicasets
    verbs:
      - delete
      - get
      - list
      - watch
  - apiGroups:
      - argoproj.io
    resources:
      - applications
      - rollouts
    verbs:
      - get
      - patch
  - apiGroups:
      - argoproj.io
    resources:
      - rollouts/status
    verbs:
      - patch
  - apiGroups:
      - authorization.k8s.io
    resources:
      - selfsubjectaccessreviews
    verbs:
      - create
  - apiGroups:
      - autoscaling
    resources:
      - horizontalpodautoscalers
    verbs:
      - delete
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - batch
    resources:
      - cronjobs
    verbs:
      - delete
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - batch
    resources:
      - jobs
    verbs:
      - create
      - delete
      - get
      - list
      - watch
  - apiGroups:
      - cert-manager.io
    resources:
      - certificates
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - chaos-mesh.org
    resources:
      - networkchaos
      - podchaos
    verbs:
      - create
      - delete
      - get
  - apiGroups:
      - cilium.io
    resources:
      - ciliumnetworkpolicies
    verbs:
      - create
      - delete
      - get
  - apiGroups:
      - cluster.karmada.io
    resources:
      - clusters
    verbs:
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - cluster.open-cluster-management.io
    resources:
      - managedclusters
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - csiaddons.openshift.io
    resources:
      - networkfences
    verbs:
      - get
      - patch
  - apiGroups:
      - externaldns.k8s.io
    resources:
      - dnsendpoints
    verbs:
      - get
      - patch
  - apiGroups:
      - gateway.networking.k8s.io
    resources:
      - gateways
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - gateway.networking.k8s.io
    resources:
      - httproutes
    verbs:
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - kafka.strimzi.io
    resources:
      - kafkamirrormaker2s
    verbs:
      - get
      - patch
  - apiGroups:
      - management.cattle.io
    resources:
      - clusters
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - networking.istio.io
    resources:
      - destinationrules
      - virtualservices
    verbs:
      - get
      - list
      - patch
      - watch
  - apiGroups:
      - networking.istio.io
    resources:
      - serviceentries
    verbs:
      - list
  - apiGroups:
      - networking.k8s.io
    resources:
      - ingresses
    verbs:
      - delete
      - get
      - list
      - watch
  - apiGroups:
      - networking.k8s.io
    resources:
      - networkpolicies
    verbs:
      - create
      - delete
      - get
      - list
      - watch
  - apiGroups:
      - node.k8s.io
    resources:
      - runtimeclasses
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - policy
    resources:
      - poddisruptionbudgets
    verbs:
      - delete
      - get
      - list
      - watch
  - apiGroups:
      - policy.karmada.io
    resources:
      - clusterpropagationpolicies
      - propagationpolicies
    verbs:
      - get
      - patch
  - apiGroups:
      - postgresql.cnpg.io
    resources:
      - clusters
    verbs:
      - get
      - patch
  - apiGroups:
      - provisioning.cattle.io
    resources:
      - clusters
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - ramendr.openshift.io
    resources:
      - drplacementcontrols
    verbs:
      - get
      - patch
  - apiGroups:
      - route.openshift.io
    resources:
      - routes
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - security.istio.io
    resources:
      - authorizationpolicies
    verbs:
      - create
      - delete
      - get
  - apiGroups:
      - storage.k8s.io
    resources:
      - storageclasses
    verbs:
      - get
      - list
      - watch
  - apiGroups:
      - velero.io
    resources:
      - backups
    verbs:
      - get
      - list
  - apiGroups:
      - velero.io
    resources:
      - backupstoragelocations
    verbs:
      - get
  - apiGroups:
      - velero.io
    resources:
      - restores
    verbs:
      - create
      - get
  - apiGroups:
      - work.karmada.io
    resources:
      - clusterresourcebindings
      - resourcebindings
    verbs:
      - list
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: holdfast-agent
  labels:
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: holdfast-agent
subjects:
  - kind: ServiceAccount
    name: holdfast-agent
    namespace: holdfast
---
apiVersion: v1
kind: Secret
metadata:
  name: holdfast-agent-enrolment
  namespace: holdfast
  labels:
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
type: Opaque
stringData:
  token: {{token}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: holdfast-agent
  namespace: holdfast
  labels:
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 64Mi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: holdfast-agent
  namespace: holdfast
  labels: &a1
    app.kubernetes.io/name: holdfast-agent
    app.kubernetes.io/part-of: holdfast
spec:
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app.kubernetes.io/name: holdfast-agent
  template:
    metadata:
      labels: *a1
    spec:
      serviceAccountName: holdfast-agent
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        fsGroup: 65532
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: agent
          image: {{image}}
          args:
            - run
          env:
            - name: HOLDFAST_HUB
              value: {{hub}}
            - name: HOLDFAST_CLUSTER
              value: {{cluster}}
            - name: HOLDFAST_CA_PIN
              value: "{{ca-pin}}"
            - name: HOLDFAST_TOKEN_FILE
              value: /enrolment/token
            - name: HOLDFAST_DATA
              value: /data
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: data
              mountPath: /data
            - name: enrolment
              mountPath: /enrolment
              readOnly: true
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: holdfast-agent
        - name: enrolment
          secret:
            secretName: holdfast-agent-enrolment
            optional: true
            defaultMode: 288
`;
