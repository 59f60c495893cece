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
    if (data.sector !== undefined) {
      if (!(typeof data.sector === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/sector/type", instanceLocation: "#/sector" })
        errorCount++
      }
      else {
        if (!(data.sector === "public" || data.sector === "private" || data.sector === "non-profit")) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/sector/enum", instanceLocation: "#/sector" })
          errorCount++
        }
      }
    }
    else data.sector = "private"
    if (data.signals !== undefined) {
      if (!Array.isArray(data.signals)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/signals/type", instanceLocation: "#/signals" })
        errorCount++
      }
      else {
        if (data.signals.length > 20) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/signals/maxItems", instanceLocation: "#/signals" })
          errorCount++
        }
        for (let i = 0; i < data.signals.length; i++) {
          if (!(typeof data.signals[i] === "object" && data.signals[i] && !Array.isArray(data.signals[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/signals/items/type", instanceLocation: "#/signals/"+i })
            errorCount++
          }
          else {
            if (!(data.signals[i].kind !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/signals/items/required", instanceLocation: "#/signals/"+i+"/kind" })
              errorCount++
            }
            if (data.signals[i].kind !== undefined) {
              if (!(typeof data.signals[i].kind === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/signals/items/properties/kind/type", instanceLocation: "#/signals/"+i+"/kind" })
                errorCount++
              }
              else {
                if (data.signals[i].kind.length > 40 && stringLength(data.signals[i].kind) > 40) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/signals/items/properties/kind/maxLength", instanceLocation: "#/signals/"+i+"/kind" })
                  errorCount++
                }
              }
            }
            if (data.signals[i].weight !== undefined) {
              if (!(Number.isFinite(data.signals[i].weight))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/signals/items/properties/weight/type", instanceLocation: "#/signals/"+i+"/weight" })
                errorCount++
              }
              else {
                if (!(0 <= data.signals[i].weight)) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/signals/items/properties/weight/minimum", instanceLocation: "#/signals/"+i+"/weight" })
                  errorCount++
                }
                if (!(1 >= data.signals[i].weight)) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/signals/items/properties/weight/maximum", instanceLocation: "#/signals/"+i+"/weight" })
                  errorCount++
                }
              }
            }
            for (const key0 of Object.keys(data.signals[i])) {
              if (key0 !== "kind" && key0 !== "weight") {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/signals/items/additionalProperties", instanceLocation: "#/signals/"+i+"/"+pointerPart(key0) })
                errorCount++
              }
            }
          }
        }
      }
    }
    else data.signals = []
    for (const key1 of Object.keys(data)) {
      if (key1 !== "email" && key1 !== "sector" && key1 !== "signals") {
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
    if (!(data.score !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/score" })
      errorCount++
    }
    if (data.score !== undefined) {
      if (!Number.isInteger(data.score)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/score/type", instanceLocation: "#/score" })
        errorCount++
      }
      else {
        if (!(0 <= data.score)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/score/minimum", instanceLocation: "#/score" })
          errorCount++
        }
        if (!(100 >= data.score)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/score/maximum", instanceLocation: "#/score" })
          errorCount++
        }
      }
    }
    if (data.reasons !== undefined) {
      if (!Array.isArray(data.reasons)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/reasons/type", instanceLocation: "#/reasons" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.reasons.length; i++) {
          if (!(typeof data.reasons[i] === "string")) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/reasons/items/type", instanceLocation: "#/reasons/"+i })
            errorCount++
          }
        }
      }
    }
  }
  return errorCount === 0
};
