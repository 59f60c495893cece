// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { email } from "../../guard/formats.js";
import { pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = (() => {
const format0 = email;
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.email !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/email" })
      errorCount++
    }
    if (data.email !== undefined) {
      if (!(typeof data.email === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/email/type", instanceLocation: "#/email" })
        errorCount++
      }
      else {
        const prev0 = errorCount
        if (data.email.length > 254 && stringLength(data.email) > 254) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/email/maxLength", instanceLocation: "#/email" })
          errorCount++
        }
        if (errorCount === prev0) {
          if (!format0(data.email)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/email/format", instanceLocation: "#/email" })
            errorCount++
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "email") {
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

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = (() => {
const pattern0 = new RegExp("^-?[0-9]+$", "u");
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
            if (!(data.rows[i].active !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/active" })
              errorCount++
            }
            if (data.rows[i].id !== undefined) {
              if (!(Number.isInteger(data.rows[i].id) || typeof data.rows[i].id === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/id/type", instanceLocation: "#/rows/"+i+"/id" })
                errorCount++
              }
              else {
                const prev0 = errorCount
                if (typeof data.rows[i].id === "string") {
                  if (errorCount === prev0) {
                    if (!(pattern0.test(data.rows[i].id))) {
                      if (validate.errors === null) validate.errors = []
                      validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/id/pattern", instanceLocation: "#/rows/"+i+"/id" })
                      errorCount++
                    }
                  }
                }
              }
            }
            if (data.rows[i].name !== undefined) {
              if (!(typeof data.rows[i].name === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/name/type", instanceLocation: "#/rows/"+i+"/name" })
                errorCount++
              }
            }
            if (data.rows[i].active !== undefined) {
              if (!(Number.isFinite(data.rows[i].active) || typeof data.rows[i].active === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/active/type", instanceLocation: "#/rows/"+i+"/active" })
                errorCount++
              }
            }
            for (const key0 of Object.keys(data.rows[i])) {
              if (key0 !== "id" && key0 !== "name" && key0 !== "active") {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/additionalProperties", instanceLocation: "#/rows/"+i+"/"+pointerPart(key0) })
                errorCount++
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
    for (const key1 of Object.keys(data)) {
      if (key1 !== "rows" && key1 !== "truncated" && key1 !== "notice") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key1) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
return ref0;
})();
