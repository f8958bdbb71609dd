import type { ComponentEntry } from "../component-entry";

/** What containers run on. */
export const runtimes: readonly ComponentEntry[] = [
  { id: "containerd", name: "containerd", domain: "runtimes", detect: { runtimes: ["containerd"] } },
  { id: "cri-o", name: "CRI-O", domain: "runtimes", detect: { runtimes: ["cri-o"] } },
  { id: "docker", name: "Docker", domain: "runtimes", detect: { runtimes: ["docker"], images: ["cri-dockerd"] } },
  { id: "crun", name: "crun", domain: "runtimes", detect: { handlers: ["crun"] } },
  { id: "gvisor", name: "gVisor", domain: "runtimes", detect: { handlers: ["runsc", "gvisor"] } },
  {
    id: "wasmedge",
    name: "WasmEdge",
    domain: "runtimes",
    detect: { handlers: ["wasmedge", "crun-wasm", "crun-wasmedge"], images: [{ image: "kwasm/kwasm-node-installer", besides: true }] },
  },
  {
    id: "kata",
    name: "Kata Containers",
    domain: "runtimes",
    detect: {
      handlers: ["kata", "kata-qemu", "kata-clh", "kata-fc", "kata-dragonball", "kata-qemu-sev", "kata-qemu-tdx"],
      images: ["kata-containers/kata-deploy"],
    },
  },
  {
    id: "intel-sgx",
    name: "Intel SGX device plugin",
    domain: "runtimes",
    detect: {
      devices: ["sgx.intel.com/epc"],
      images: ["intel/intel-sgx-plugin"],
      definitions: ["sgxdeviceplugins.deviceplugin.intel.com"],
    },
  },
  {
    id: "intel-tdx",
    name: "Intel TDX",
    domain: "runtimes",
    detect: { devices: ["tdx.intel.com/keys"], handlers: ["kata-qemu-tdx", "kata-tdx"] },
  },
];
