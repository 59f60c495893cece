// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** @type {import("../../../guard/tool.js").Validator} */
export const validateOutput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.shelf !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/shelf" })
      errorCount++
    }
    if (data.shelf !== undefined) {
      if (!(typeof data.shelf === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/shelf/type", instanceLocation: "#/shelf" })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

export { validateInput } from "./recommend.js";
