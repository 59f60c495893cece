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
    if (!(data.track !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/track" })
      errorCount++
    }
    if (!(data.stars !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/stars" })
      errorCount++
    }
    if (data.track !== undefined) {
      if (!Number.isSafeInteger(data.track)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/track/type", instanceLocation: "#/track" })
        errorCount++
      }
      else {
        if (!(1 <= data.track)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/track/minimum", instanceLocation: "#/track" })
          errorCount++
        }
      }
    }
    if (data.stars !== undefined) {
      if (!Number.isSafeInteger(data.stars)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/stars/type", instanceLocation: "#/stars" })
        errorCount++
      }
      else {
        if (!(1 <= data.stars)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/stars/minimum", instanceLocation: "#/stars" })
          errorCount++
        }
        if (!(5 >= data.stars)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/stars/maximum", instanceLocation: "#/stars" })
          errorCount++
        }
      }
    }
    if (data.note !== undefined) {
      if (!(typeof data.note === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/note/type", instanceLocation: "#/note" })
        errorCount++
      }
      else {
        if (data.note.length > 500 && stringLength(data.note) > 500) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/note/maxLength", instanceLocation: "#/note" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "track" && key0 !== "stars" && key0 !== "note") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
