// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.cents !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/cents" })
      errorCount++
    }
    if (data.cents !== undefined) {
      if (!Number.isInteger(data.cents)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/cents/type", instanceLocation: "#/cents" })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

export { validateInput } from "./count-stock.js";
