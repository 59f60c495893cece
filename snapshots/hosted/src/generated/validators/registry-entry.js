// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { hasOwn, pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.link !== undefined && hasOwn(data, "link"))) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/link" })
      errorCount++
    }
    if (data.link !== undefined && hasOwn(data, "link")) {
      if (!(typeof data.link === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/link/type", instanceLocation: "#/link" })
        errorCount++
      }
      else {
        if (data.link.length > 300 && stringLength(data.link) > 300) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/link/maxLength", instanceLocation: "#/link" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "link") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
