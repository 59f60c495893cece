// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { dateTime } from "../../guard/formats.js";
import { pointerPart } from "../../guard/json-schema.js";

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
    if (data.active !== undefined) {
      if (!(typeof data.active === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/active/type", instanceLocation: "#/active" })
        errorCount++
      }
    }
    else data.active = true
    if (data.limit !== undefined) {
      if (!Number.isSafeInteger(data.limit)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/limit/type", instanceLocation: "#/limit" })
        errorCount++
      }
      else {
        if (!(1 <= data.limit)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/limit/minimum", instanceLocation: "#/limit" })
          errorCount++
        }
      }
    }
    else data.limit = 100
    for (const key0 of Object.keys(data)) {
      if (key0 !== "active" && key0 !== "limit") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = (() => {
const format0 = dateTime;
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.rows !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/rows" })
      errorCount++
    }
    if (!(data.truncated !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/truncated" })
      errorCount++
    }
    if (data.rows !== undefined) {
      if (!Array.isArray(data.rows)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/rows/type", instanceLocation: "#/rows" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.rows.length; i++) {
          if (!(typeof data.rows[i] === "object" && data.rows[i] && !Array.isArray(data.rows[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/rows/items/type", instanceLocation: "#/rows/"+i })
            errorCount++
          }
          else {
            if (!(data.rows[i].id !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/id" })
              errorCount++
            }
            if (!(data.rows[i].name !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/name" })
              errorCount++
            }
            if (data.rows[i].id !== undefined) {
              if (!(Number.isInteger(data.rows[i].id))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/id/type", instanceLocation: "#/rows/"+i+"/id" })
                errorCount++
              }
            }
            if (data.rows[i].name !== undefined) {
              if (!(typeof data.rows[i].name === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/name/type", instanceLocation: "#/rows/"+i+"/name" })
                errorCount++
              }
            }
            if (data.rows[i].email !== undefined) {
              if (!(typeof data.rows[i].email === "string" || data.rows[i].email === null)) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/email/type", instanceLocation: "#/rows/"+i+"/email" })
                errorCount++
              }
            }
            if (data.rows[i].created_at !== undefined) {
              if (!(typeof data.rows[i].created_at === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/created_at/type", instanceLocation: "#/rows/"+i+"/created_at" })
                errorCount++
              }
              else {
                const prev0 = errorCount
                if (errorCount === prev0) {
                  if (!format0(data.rows[i].created_at)) {
                    if (validate.errors === null) validate.errors = []
                    validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/created_at/format", instanceLocation: "#/rows/"+i+"/created_at" })
                    errorCount++
                  }
                }
              }
            }
          }
        }
      }
    }
    if (data.truncated !== undefined) {
      if (!(typeof data.truncated === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/truncated/type", instanceLocation: "#/truncated" })
        errorCount++
      }
    }
    if (data.notice !== undefined) {
      if (!(typeof data.notice === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/notice/type", instanceLocation: "#/notice" })
        errorCount++
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "rows" && key0 !== "truncated" && key0 !== "notice") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
return ref0;
})();
