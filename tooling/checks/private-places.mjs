// What belongs to one machine stays there: no path of a home folder or of a build machine, and no host that packages are
// fetched from, is committed. Hosts that this machine itself uses are looked for without being printed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { trackedFiles } from "./tracked-files.mjs";

const MACHINE_PATH = /(?<![a-z0-9_.@<>-])\/(?:work|root|farm|Users\/[a-z]+|home\/[a-z]+)\//;
// In pieces, so that this file does not name them.
const publicHosts = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["proxy", "golang", "org"],
  ["sum", "golang", "org"],
  ["deb", "debian", "org"],
  ["files", "pythonhosted", "org"],
].map((parts) => parts.join("."));

const hostsIn = (text) => [...text.matchAll(/https?:\/\/(?:[^@/\s]*@)?([^/\s:"',|]+)/g)].map(([, host]) => host);

function ownHosts() {
  const ask = (command, args) => spawnSync(command, args, { encoding: "utf8" }).stdout ?? "";
  const sources = "/etc/apt";
  const lists = existsSync(sources)
    ? [join(sources, "sources.list"), ...["sources.list.d", "apt.conf.d"].flatMap((name) => filesIn(join(sources, name)))]
    : [];
  const configured = [ask("npm", ["config", "get", "registry"]), ask("go", ["env", "GOPROXY", "GOSUMDB"]), ...lists.map(readIfThere)];
  const stated = configured.map((text) => text.replace(/^\s*(#|\/\/).*$/gm, ""));
  return stated.flatMap(hostsIn).filter((host) => /^[\w-]+(\.[\w-]+)+(:\d+)?$/.test(host) && !/^127\.|^localhost/.test(host));
}

const filesIn = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);
const readIfThere = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

/** Problems of one file's text. */
export function privatePlaces(path, text, hosts) {
  return text.split("\n").flatMap((line, i) => {
    const found = [];
    const machinePath = MACHINE_PATH.exec(line);
    if (machinePath) found.push(`${path}:${i + 1} names the folder ${machinePath[0]} of a machine`);
    if (hosts.some((host) => line.includes(host))) found.push(`${path}:${i + 1} names a host that packages come from`);
    return found;
  });
}

function check() {
  const hosts = [...new Set([...publicHosts, ...ownHosts()])];
  return trackedFiles().flatMap((path) => {
    const bytes = readFileSync(path);
    return bytes.includes(0) ? [] : privatePlaces(path, bytes.toString("utf8"), hosts);
  });
}

/** The check, for run.mjs. */
export const privatePlacesCheck = { title: "nothing names a machine's folders or package hosts", check };
