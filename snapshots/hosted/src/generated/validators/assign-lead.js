// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart, stringLength } from "../../guard/json-schema.js";

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
    if (!(data.id !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/id" })
      errorCount++
    }
    if (!(data.owner !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/owner" })
      errorCount++
    }
    if (data.id !== undefined) {
      if (!(typeof data.id === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/id/type", instanceLocation: "#/id" })
        errorCount++
      }
      else {
        if (data.id.length > 100 && stringLength(data.id) > 100) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/id/maxLength", instanceLocation: "#/id" })
          errorCount++
        }
      }
    }
    if (data.owner !== undefined) {
      if (!(typeof data.owner === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/owner/type", instanceLocation: "#/owner" })
        errorCount++
      }
      else {
        if (data.owner.length > 100 && stringLength(data.owner) > 100) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/owner/maxLength", instanceLocation: "#/owner" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "id" && key0 !== "owner") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

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
    if (data.owner !== undefined) {
      if (!(typeof data.owner === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/owner/type", instanceLocation: "#/owner" })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
