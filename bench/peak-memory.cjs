// Preloaded into a measured process: leaves its peak memory (KiB) in the file named by PEAK_MEMORY_FILE.
process.on("exit", () => {
  require("node:fs").writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
