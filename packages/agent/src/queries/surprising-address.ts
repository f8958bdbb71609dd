import { BlockList, isIP } from "node:net";

/** This machine itself and the link-local services of a cloud: a name that leads there was not meant by whoever allowed it. */
const surprising = new BlockList();
surprising.addSubnet("127.0.0.0", 8, "ipv4");
surprising.addSubnet("169.254.0.0", 16, "ipv4");
surprising.addAddress("0.0.0.0", "ipv4");
surprising.addAddress("::1", "ipv6");
surprising.addAddress("::", "ipv6");
surprising.addSubnet("fe80::", 10, "ipv6");
surprising.addSubnet("::ffff:7f00:0", 104, "ipv6");
surprising.addSubnet("::ffff:a9fe:0", 112, "ipv6");

/** A name may not turn into this machine behind its owner's back. An address, or `localhost`, was allowed as what it is. */
export const isSurprise = (name: string, address: string): boolean =>
  !isIP(name) && name !== "localhost" && surprising.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
