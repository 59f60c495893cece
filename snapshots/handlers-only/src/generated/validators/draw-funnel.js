// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

export { validateInput } from "./list-sectors.js";
