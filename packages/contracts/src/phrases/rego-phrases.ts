/** What the Rego engine says where it does not come to a verdict. */
export const regoPhrases = {
  RegoTooManyModules: "modules: this policy has {modules} modules, and {most} is the most. Join some of them.",
  RegoModulesTooLarge:
    "modules: the Rego of this policy is {bytes} bytes, and {most} is the most: no cluster stores a larger template. Shorten it, or split it into several policies.",
  RegoTooManyObjects: "objects: {objects} were given, and {most} is the most at once. Ask about fewer.",
  RegoObjectTooLarge: "objects: number {position} is {bytes} bytes, and {most} is the most. Leave it out.",
  RegoDataTooLarge:
    "data: the inventory for this policy is {bytes} bytes, and {most} is the most. Give it the kinds that it reads, and no others.",
  RegoRanTooLong: "The policy was stopped: it ran for more than {seconds} s. Look for loops over everything, or give it more time.",
  RegoTookTooMuchMemory:
    "The policy was stopped: it needs more than {mebibytes} MiB of memory. Look for collections that grow with each object.",
  RegoEngineFailed:
    "The Rego engine stopped in the middle of this policy. Try again; if it stays, look for what is nested very deeply in it.",
  RegoEngineBusy: "The Rego engine is busy with other policies. Try again in a moment.",
  RegoEngineClosed: "The Rego engine is shutting down.",
} as const;
