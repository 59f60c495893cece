// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { date } from "../../guard/formats.js";
import { pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = (() => {
const pattern0 = new RegExp("^[A-Z]{4}$", "u");
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.station !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/station" })
      errorCount++
    }
    if (data.station !== undefined) {
      if (!(typeof data.station === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/station/type", instanceLocation: "#/station" })
        errorCount++
      }
      else {
        const prev0 = errorCount
        if (data.station.length > 10000 && stringLength(data.station) > 10000) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/station/maxLength", instanceLocation: "#/station" })
          errorCount++
        }
        if (errorCount === prev0) {
          if (!pattern0.test(data.station)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/station/pattern", instanceLocation: "#/station" })
            errorCount++
          }
        }
      }
    }
    if (data.days !== undefined) {
      if (!Number.isSafeInteger(data.days)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/days/type", instanceLocation: "#/days" })
        errorCount++
      }
      else {
        if (!(1 <= data.days)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/days/minimum", instanceLocation: "#/days" })
          errorCount++
        }
      }
    }
    else data.days = 7
    for (const key0 of Object.keys(data)) {
      if (key0 !== "station" && key0 !== "days") {
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
const format0 = date;
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
            if (!(data.rows[i].day !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/day" })
              errorCount++
            }
            if (!(data.rows[i].celsius !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/celsius" })
              errorCount++
            }
            if (data.rows[i].day !== undefined) {
              if (!(typeof data.rows[i].day === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/day/type", instanceLocation: "#/rows/"+i+"/day" })
                errorCount++
              }
              else {
                const prev0 = errorCount
                if (errorCount === prev0) {
                  if (!format0(data.rows[i].day)) {
                    if (validate.errors === null) validate.errors = []
                    validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/day/format", instanceLocation: "#/rows/"+i+"/day" })
                    errorCount++
                  }
                }
              }
            }
            if (data.rows[i].celsius !== undefined) {
              if (!(Number.isFinite(data.rows[i].celsius) || data.rows[i].celsius === null)) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/celsius/type", instanceLocation: "#/rows/"+i+"/celsius" })
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
